// deck.build makes the presentation of a plan, which Go writes as JSON. Lengths are in the pixels of a slide, 72 an inch.
(function () {
  var FACE = 'Microsoft YaHei';
  function inch(px) { return px / 72; }
  function box(x, y, w, h) { return { x: inch(x), y: inch(y), w: inch(w), h: inch(h) }; }
  function merge(a, b) { Object.keys(b).forEach(function (k) { a[k] = b[k]; }); return a; }
  function text(slide, value, at, look) { slide.addText(value, merge(merge(at, { fontFace: FACE, margin: 0 }), look)); }

  function chart(slide, plan, s) {
    var p = s.plot;
    var types = [];
    ['bar', 'line'].forEach(function (type) {
      var list = p.series.filter(function (one) { return one.line === (type === 'line'); });
      if (!list.length) return;
      var colors = list.map(function (one) { return one.color; });
      if (p.series.length === 1 && type === 'bar' && list[0].colors) colors = list[0].colors;
      types.push({
        type: type,
        data: list.map(function (one) { return { name: one.name, labels: p.categories, values: one.values }; }),
        options: { chartColors: colors, barDir: p.across ? 'bar' : 'col', barGrouping: p.stacked ? 'stacked' : 'clustered', barGapWidthPct: 45, lineDataSymbol: 'none', lineSize: 2 }
      });
    });
    var options = merge(box(36, s.top, 888, 352), {
      catAxisLabelFontFace: FACE, valAxisLabelFontFace: FACE, catAxisLabelFontSize: 13, valAxisLabelFontSize: 13, catAxisLabelColor: plan.ink, valAxisLabelColor: plan.muted,
      valGridLine: { color: plan.line, size: 0.5 }, catGridLine: { style: 'none' }, valAxisLineShow: false, catAxisLabelFrequency: p.across ? '1' : undefined, catAxisOrientation: p.across ? 'maxMin' : 'minMax',
      showLegend: p.series.length > 1, legendPos: 't', legendFontFace: FACE, legendFontSize: 13, legendColor: plan.muted,
      showValue: p.series.length === 1 && !p.series[0].line, dataLabelFontFace: FACE, dataLabelFontSize: 13, dataLabelFormatCode: p.whole ? '0' : '0.0', dataLabelColor: plan.ink, dataLabelPosition: p.stacked || p.series[0].line ? undefined : 'outEnd', displayBlanksAs: 'gap'
    });
    if (p.bars) options.valAxisMinVal = 0;
    if (types.length === 1) slide.addChart(types[0].type, types[0].data, merge(options, types[0].options));
    else slide.addChart(types, options);
  }

  function table(slide, plan, s) {
    var size = s.table.rows.length <= 8 && s.table.columns.length <= 4 ? 17 : 12;
    var rows = [s.table.columns.map(function (c) { return { text: c.name, options: { color: plan.muted, align: c.figures ? 'right' : 'left' } }; })];
    s.table.rows.forEach(function (row) {
      rows.push(row.cells.map(function (c, i) {
        return { text: c.text, options: { color: c.color || plan.ink, bold: row.total, align: s.table.columns[i].figures ? 'right' : 'left' } };
      }));
    });
    slide.addTable(rows, { x: inch(36), y: inch(s.top), w: inch(888), colW: s.table.columns.map(function (c) { return inch(888 * c.share); }), fontFace: FACE, fontSize: size, border: { type: 'none' }, rowH: inch(size * 1.75), valign: 'middle', autoPage: false });
  }

  function marks(slide, plan, s) {
    (s.marks || []).forEach(function (m) {
      var x = 36 + m.x * 888, y = s.top + m.y * 352;
      if (m.arrow) {
        var toX = 36 + m.toX * 888, toY = s.top + m.toY * 352;
        slide.addShape('line', merge(box(Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x), Math.abs(toY - y)), {
          flipH: toX < x, flipV: toY < y, line: { color: plan.worse, width: 2.25, endArrowType: 'triangle' }
        }));
      }
      if (m.text) text(slide, m.text, box(x - 90, y - 14, 180, 28), { fontSize: 14, bold: true, color: plan.worse, align: 'center', valign: 'middle' });
    });
  }

  deck.build = function (json) {
    var plan = JSON.parse(json);
    var p = new PptxGenJS();
    p.defineLayout({ name: 'anlan', width: inch(960), height: inch(540) });
    p.layout = 'anlan';
    p.title = plan.title;
    var cover = p.addSlide();
    text(cover, plan.title, box(36, 150, 888, 110), { fontSize: 36, bold: true, color: plan.ink, valign: 'bottom' });
    text(cover, plan.face.join('\n'), box(36, 280, 888, 120), { fontSize: 14, color: plan.muted, valign: 'top' });
    plan.slides.forEach(function (s) {
      var slide = p.addSlide();
      text(slide, s.title.map(function (t) { return { text: t.text, options: { color: t.color || plan.ink } }; }), box(36, 22, 888, 70), { fontSize: s.long ? 20 : 26, bold: true, valign: 'top' });
      if (s.sub) text(slide, s.sub, box(36, s.top - 32, 888, 26), { fontSize: 13, color: plan.muted, valign: 'top' });
      if (s.foot) text(slide, s.foot, box(36, 512, 800, 18), { fontSize: 10, color: plan.muted });
      text(slide, s.number, box(824, 512, 100, 18), { fontSize: 10, color: plan.muted, align: 'right' });
      if (s.plot) chart(slide, plan, s);
      else if (s.image) slide.addImage(merge(box(36, s.top, 888, 352), { data: 'image/png;base64,' + s.image, altText: s.name }));
      else if (s.table) table(slide, plan, s);
      else if (s.lines) text(slide, s.lines.join('\n'), box(36, s.top, 888, 380), { fontSize: 22, color: plan.ink, valign: 'top', lineSpacingMultiple: 1.3 });
      marks(slide, plan, s);
      if (s.notes) slide.addNotes(s.notes);
    });
    p.write({ outputType: 'base64' }).then(function (file) { deck.file = file; }, function (error) { deck.failure = String(error && error.message || error); });
    return '';
  };
  deck.done = function () { return deck.failure ? '!' + deck.failure : deck.file || ''; };
})();
