// What Go calls: charts by number, on recorded canvases.
(function () {
  echarts.setPlatformAPI({
    createCanvas: engine.createCanvas,
    measureText: function (text, font) { return { width: engine.measure(font || '12px sans-serif', text === undefined || text === null ? '' : text) }; },
    loadImage: function () { return null; },
    getTime: engine.time
  });

  // Splitting a path of keys is the commonest thing that ECharts does to find an option; the paths are few.
  var parsePath = echarts.Model.prototype.parsePath;
  var paths = new Map();
  echarts.Model.prototype.parsePath = function (path) {
    if (typeof path !== 'string') return parsePath.call(this, path);
    var parsed = paths.get(path);
    if (parsed === undefined) paths.set(path, parsed = path.split('.'));
    return parsed;
  };

  // Which components depend on which others follows from their kinds alone; working it out takes longer than some of them.
  var orders = new Map();
  var travel = echarts.ComponentModel.topologicalTravel;
  echarts.ComponentModel.topologicalTravel = function (targets, all, visit, context) {
    var key = targets.join() + '|' + all.join();
    var order = orders.get(key);
    if (order === undefined) {
      order = [];
      travel.call(this, targets, all, function (type, dependencies) { order.push([type, dependencies]); });
      if (orders.size > 200) orders.clear();
      orders.set(key, order);
    }
    for (var i = 0; i < order.length; i++) visit.call(context, order[i][0], order[i][1].slice());
  };

  // Nothing moves by itself: a picture is the end of every transition.
  echarts.registerPreprocessor(function (option) {
    option.animation = false;
    option.stateAnimation = { duration: 0 };
    list(option.series).forEach(function (s) {
      if (!s) return;
      s.animation = false;
      // Thousands of points one by one take seconds; ECharts draws them as one shape where the option does not forbid it.
      if (s.type === 'scatter' && s.large === undefined && Array.isArray(s.data) && s.data.length > 2000) s.large = true;
    });
    list(option.tooltip).forEach(function (t) { if (t) { t.transitionDuration = 0; still(t.axisPointer); } });
    ['axisPointer', 'xAxis', 'yAxis', 'radiusAxis', 'angleAxis', 'singleAxis', 'parallelAxis', 'visualMap'].forEach(function (key) {
      list(option[key]).forEach(function (c) {
        if (!c) return;
        c.animation = false;
        still(c.axisPointer);
      });
    });
    if (option.axisPointer) still(option.axisPointer);
  });
  function list(value) { return Array.isArray(value) ? value : value ? [value] : []; }
  function still(pointer) { if (pointer && typeof pointer === 'object') pointer.animation = false; }

  // Parts of extensions that are not here.
  var elsewhere = {
    globe: 1, geo3D: 1, mapbox3D: 1, maptalks3D: 1, grid3D: 1, xAxis3D: 1, yAxis3D: 1, zAxis3D: 1, bmap: 1, amap: 1, leaflet: 1
  };
  // useMap registers a map that an option names.
  engine.maps = {};
  function useMap(name) {
    if (typeof name !== 'string' || echarts.getMap(name)) return;
    if (!Object.prototype.hasOwnProperty.call(engine.maps, name)) throw new Error('unknown map: ' + name);
    echarts.registerMap(name, { geoJSON: JSON.parse(engine.maps[name]) });
  }

  function check(option) {
    if (!option || typeof option !== 'object' || Array.isArray(option)) throw new Error('option: not an object');
    Object.keys(option).forEach(function (key) {
      if (elsewhere[key]) throw new Error('unsupported: ' + key);
    });
    list(option.series).forEach(function (s) {
      if (!s || typeof s !== 'object') throw new Error('option: a series is not an object');
      if (typeof s.type !== 'string') throw new Error('option: a series has no type');
      if (!echarts.ComponentModel.getClass('series', s.type)) throw new Error('unsupported: ' + s.type);
      // A custom series is drawn by a function, and options have none: they name a shape.
      if (s.type === 'custom' && !(typeof s.renderItem === 'string' && s.renderItem.charAt(0) === '@')) throw new Error('unsupported: custom');
      if (s.type === 'map') useMap(s.map);
    });
    list(option.geo).forEach(function (g) { if (g) useMap(g.map); });
  }

  var charts = {};

  function hit(p) {
    if (!p) return null;
    return {
      component: p.componentType || '', seriesIndex: p.seriesIndex === undefined ? -1 : p.seriesIndex,
      dataIndex: p.dataIndex === undefined ? -1 : p.dataIndex, seriesName: p.seriesName === undefined ? '' : String(p.seriesName),
      name: p.name === undefined ? '' : String(p.name), value: p.value === undefined ? null : p.value
    };
  }

  engine.create = function (id, width, height, theme) {
    engine.dispose(id);
    var canvas = engine.createCanvas();
    canvas.width = canvas.clientWidth = width;
    canvas.height = canvas.clientHeight = height;
    var chart = echarts.init(canvas, theme || null, { renderer: 'canvas', width: width, height: height, devicePixelRatio: 1 });
    var state = { canvas: canvas, chart: chart, clicks: [], hover: null, brushed: null, cursor: 'default', painted: 0 };
    charts[id] = state;
    chart.on('click', function (p) { state.clicks.push(hit(p)); });
    chart.on('dblclick', function (p) { var h = hit(p); h.double = true; state.clicks.push(h); });
    chart.on('mouseover', function (p) { state.hover = hit(p); });
    chart.on('mouseout', function () { state.hover = null; });
    chart.on('globalout', function () { state.hover = null; });
    chart.on('brushselected', function (p) {
      state.brushed = [];
      p.batch.forEach(function (b) {
        b.selected.forEach(function (s) { s.dataIndex.forEach(function (i) { state.brushed.push([s.seriesIndex, i]); }); });
      });
    });
    chart.on('rendered', function () { state.painted++; });
    var proxy = chart.getZr().handler.proxy;
    if (proxy) proxy.setCursor = function (style) { state.cursor = style; };
  };

  engine.dispose = function (id) {
    if (charts[id]) charts[id].chart.dispose();
    delete charts[id];
  };

  function scene(state) { return JSON.stringify(engine.dump(state.canvas)); }

  engine.setOption = function (id, text) {
    var state = charts[id];
    var option = JSON.parse(text);
    check(option);
    engine.reseed();
    var finished = false;
    state.chart.off('finished');
    state.chart.on('finished', function () { finished = true; });
    state.chart.setOption(echartsFormatters.prepare(option), { notMerge: true, silent: true });
    // Large series are drawn over several frames; the picture is whole when ECharts says so.
    engine.advance(10000, function () { return !finished; });
    return scene(state);
  };

  // react tells what an event did; the scene only if something was painted.
  function react(state, painted) {
    var clicks = state.clicks, brushed = state.brushed;
    state.clicks = [];
    state.brushed = null;
    return JSON.stringify({
      scene: state.painted !== painted ? engine.dump(state.canvas) : null, clicks: clicks, hover: state.hover, brushed: brushed, cursor: state.cursor,
      wake: engine.pending()
    });
  }

  function pointer(x, y, delta) {
    return {
      zrX: x, zrY: y, offsetX: x, offsetY: y, zrDelta: delta || 0, which: 1,
      preventDefault: function () {}, stopPropagation: function () {}, stopImmediatePropagation: function () {}
    };
  }

  engine.dispatch = function (id, name, x, y, delta) {
    var state = charts[id];
    var painted = state.painted;
    state.chart.getZr().handler.dispatch(name, pointer(x, y, delta));
    engine.advance(17);
    return react(state, painted);
  };

  engine.wait = function (id, span) {
    var state = charts[id];
    var painted = state.painted;
    engine.advance(span);
    engine.advance(17); // what became due is painted with the next frame
    return react(state, painted);
  };

  // select shows which marks are selected, as pairs of series and index; marks of series without selectedMode stay as they are.
  engine.select = function (id, text) {
    var state = charts[id];
    var painted = state.painted;
    state.chart.getModel().getSeries().forEach(function (series) {
      var old = series.getSelectedDataIndices();
      if (old.length) state.chart.dispatchAction({ type: 'unselect', seriesIndex: series.seriesIndex, dataIndex: old });
    });
    var bySeries = {};
    JSON.parse(text).forEach(function (mark) { (bySeries[mark[0]] = bySeries[mark[0]] || []).push(mark[1]); });
    Object.keys(bySeries).forEach(function (index) {
      state.chart.dispatchAction({ type: 'select', seriesIndex: +index, dataIndex: bySeries[index] });
    });
    engine.advance(17);
    return react(state, painted);
  };

  // brush lets the pointer draw areas of a shape; "" gives it back. Areas that were drawn go away.
  engine.brush = function (id, shape) {
    var state = charts[id];
    var painted = state.painted;
    state.chart.dispatchAction({ type: 'takeGlobalCursor', key: 'brush', brushOption: { brushType: shape || false, brushMode: 'single' } });
    state.chart.dispatchAction({ type: 'brush', areas: [] });
    engine.advance(17);
    return react(state, painted);
  };

  engine.focus = function (id, seriesIndex, dataIndex) {
    var state = charts[id];
    var painted = state.painted;
    state.chart.dispatchAction({ type: 'downplay' });
    if (seriesIndex < 0) state.chart.dispatchAction({ type: 'hideTip' });
    else {
      state.chart.dispatchAction({ type: 'highlight', seriesIndex: seriesIndex, dataIndex: dataIndex });
      state.chart.dispatchAction({ type: 'showTip', seriesIndex: seriesIndex, dataIndex: dataIndex });
    }
    engine.advance(17);
    return react(state, painted);
  };
})();
