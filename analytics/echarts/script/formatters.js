// The closed set of functions that options may name. Options are data: a formatter is a name that begins with "@", with
// arguments as a URL query ("@plain?suffix=%25"), and stands only where ECharts takes a formatter. It is called with what
// ECharts gives a formatter, its arguments, and the option. In the same way the renderItem of a custom series names a shape
// that is drawn of its data alone.
var echartsFormatters = (function () {
  var known = {};

  // escapeRich keeps a text from opening rich-text markup: its braces and bars become full-width ones.
  function escapeRich(text) {
    return String(text).replace(/[{}|]/g, function (c) { return { '{': '\uff5b', '}': '\uff5d', '|': '\uff5c' }[c]; });
  }

  // reference reads "@name?a=b"; what is not among the known is an error that names it.
  function reference(text, among, what) {
    var mark = text.indexOf('?');
    var name = mark < 0 ? text.slice(1) : text.slice(1, mark);
    var args = {};
    if (mark >= 0) {
      text.slice(mark + 1).split('&').forEach(function (pair) {
        var at = pair.indexOf('=');
        if (at > 0) args[decodeURIComponent(pair.slice(0, at))] = decodeURIComponent(pair.slice(at + 1).replace(/\+/g, ' '));
      });
    }
    if (!Object.prototype.hasOwnProperty.call(among, name)) throw new Error('unknown ' + what + ': ' + name);
    return { run: among[name], args: args };
  }

  function parse(text, option) {
    var found = reference(text, known, 'formatter');
    return function (params) { return found.run(params, found.args, option); };
  }

  // The shapes of custom series, each of the dimensions of one datum.
  var shapes = {
    // interval: x, low, high. A line from low to high with caps of so many pixels ("cap"), as an error bar.
    interval: function (params, api, args) {
      var low = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(0), api.value(2)]);
      var half = number(args.cap, 12) / 2, style = { stroke: api.visual('color'), fill: 'none', lineWidth: number(args.width, 2) };
      function line(x1, y1, x2, y2) { return { type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: style }; }
      return {
        type: 'group',
        children: [line(low[0], low[1], high[0], high[1]), line(low[0] - half, low[1], low[0] + half, low[1]), line(high[0] - half, high[1], high[0] + half, high[1])]
      };
    },
    // span: row, from, to. A bar from one place to another in a row of a category axis, as in a Gantt chart; of the row it
    // fills a share ("height").
    span: function (params, api, args) {
      var from = api.coord([api.value(1), api.value(0)]), to = api.coord([api.value(2), api.value(0)]);
      var height = api.size([0, 1])[1] * number(args.height, 0.6);
      return cut(params, { x: from[0], y: from[1] - height / 2, width: to[0] - from[0], height: height }, api);
    },
    // box: x from, x to, y from, y to. A rectangle, as in a histogram of unequal classes or a Marimekko chart.
    box: function (params, api) {
      var a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), api.value(3)]);
      return cut(params, { x: Math.min(a[0], b[0]), y: Math.min(a[1], b[1]), width: Math.abs(b[0] - a[0]), height: Math.abs(b[1] - a[1]) }, api);
    }
  };

  function number(text, otherwise) { return isFinite(parseFloat(text)) ? parseFloat(text) : otherwise; }

  // cut keeps a rectangle inside the axes; nothing of it is left where it lies outside.
  function cut(params, rectangle, api) {
    var inside = echarts.graphic.clipRectByRect(rectangle, params.coordSys);
    return inside && { type: 'rect', shape: inside, style: { fill: api.visual('color') } };
  }

  function shape(text) {
    var found = reference(text, shapes, 'shape');
    return function (params, api) { return found.run(params, api, found.args); };
  }

  // Where data stand; nothing below is looked at, and no name in it can become a function.
  var opaque = { source: true, dataset: true, nodes: true, links: true, edges: true, categories: true, indicator: true, name: true, value: true, tips: true, texts: true };

  function resolve(node, option) {
    if (Array.isArray(node)) {
      node.forEach(function (part) { resolve(part, option); });
      return;
    }
    if (!node || typeof node !== 'object') return;
    Object.keys(node).forEach(function (key) {
      var value = node[key];
      if (key === 'formatter' || key === 'valueFormatter') {
        if (typeof value === 'string' && value.charAt(0) === '@') node[key] = parse(value, option);
        return;
      }
      if (key === 'renderItem') {
        if (typeof value === 'string' && value.charAt(0) === '@') node[key] = shape(value);
        return;
      }
      if (opaque[key] || key === 'data' && node.type !== undefined) return;
      resolve(value, option);
    });
  }

  // The tooltip where an option names none: ECharts' own builds rich text around names without escaping them.
  function plainTip(params) {
    var list = Array.isArray(params) ? params : [params];
    var lines = list.map(function (p) {
      var value = Array.isArray(p.value) ? p.value.join(', ') : p.value;
      var name = Array.isArray(params) ? p.seriesName : p.name;
      return escapeRich((name === undefined || name === '' ? p.seriesName : name) + '  ' + (value === undefined || value === null ? '-' : value));
    });
    if (Array.isArray(params) && params.length > 0) lines.unshift(escapeRich(params[0].axisValueLabel || params[0].name));
    return lines.join('\n');
  }

  return {
    register: function (name, format) { known[name] = format; },
    escapeRich: escapeRich,
    // prepare makes an option that came as data ready for ECharts.
    prepare: function (option) {
      resolve(option, option);
      (Array.isArray(option.tooltip) ? option.tooltip : option.tooltip ? [option.tooltip] : []).forEach(function (tip) {
        tip.renderMode = 'richText';
        if (tip.formatter === undefined || typeof tip.formatter === 'string') {
          if (!(typeof tip.formatter === 'string')) tip.formatter = plainTip;
        }
      });
      return option;
    }
  };
})();
