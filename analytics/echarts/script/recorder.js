// A canvas that draws nothing: its 2D context writes every call into a flat list of numbers, which Go reads as a scene.
// Styles are written only when they have changed; texts and paints stand in tables and are written as indices.
(function () {
  var serial = 0;

  // Codes of the calls, as in decode.go.
  var BEGIN = 0, MOVE = 1, LINE = 2, CUBIC = 3, QUAD = 4, ARC = 5, ELLIPSE = 6, RECT = 7, CLOSE = 8, ARC_TO = 9;
  var FILL_STYLE = 20, STROKE_STYLE = 21, LINE_WIDTH = 22, CAP = 23, JOIN = 24, MITER = 25, DASH = 26, DASH_OFFSET = 27, ALPHA = 28;
  var SHADOW_COLOR = 29, SHADOW_BLUR = 30, SHADOW_X = 31, SHADOW_Y = 32, FONT = 33, ALIGN = 34, BASELINE = 35, COMPOSITE = 36;
  var FILL = 40, STROKE = 41, CLIP = 42, FILL_TEXT = 43, STROKE_TEXT = 44, FILL_RECT = 45, STROKE_RECT = 46, CLEAR_RECT = 47, IMAGE = 48;
  var SAVE = 60, RESTORE = 61, SET_TRANSFORM = 62, TRANSFORM = 63;

  var initial = {
    fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', miterLimit: 10,
    lineDashOffset: 0, globalAlpha: 1, shadowColor: 'rgba(0,0,0,0)', shadowBlur: 0, shadowOffsetX: 0, shadowOffsetY: 0,
    font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic', globalCompositeOperation: 'source-over'
  };
  var styles = Object.keys(initial);
  var fillStyles = ['fillStyle', 'globalAlpha', 'shadowColor', 'shadowBlur', 'shadowOffsetX', 'shadowOffsetY', 'globalCompositeOperation'];
  var strokeStyles = ['strokeStyle', 'lineWidth', 'lineCap', 'lineJoin', 'miterLimit', 'lineDashOffset'].concat(fillStyles.slice(1));
  var textStyles = ['font', 'textAlign', 'textBaseline'];
  var codes = {
    fillStyle: FILL_STYLE, strokeStyle: STROKE_STYLE, lineWidth: LINE_WIDTH, lineCap: CAP, lineJoin: JOIN, miterLimit: MITER,
    lineDashOffset: DASH_OFFSET, globalAlpha: ALPHA, shadowColor: SHADOW_COLOR, shadowBlur: SHADOW_BLUR, shadowOffsetX: SHADOW_X,
    shadowOffsetY: SHADOW_Y, font: FONT, textAlign: ALIGN, textBaseline: BASELINE, globalCompositeOperation: COMPOSITE
  };

  function Context(canvas) {
    this.canvas = canvas;
    this.stack = [];
    for (var i = 0; i < styles.length; i++) this[styles[i]] = initial[styles[i]];
    this.reset();
  }

  // reset forgets everything drawn.
  Context.prototype.reset = function () {
    this.log = [];
    this.texts = [];
    this.textIndex = new Map();
    this.paints = [];
    this.written = Object.assign({}, initial);
    this.dash = [];
    this.writtenDash = '';
  };

  Context.prototype.text = function (text) {
    text = String(text);
    var index = this.textIndex.get(text);
    if (index === undefined) {
      index = this.texts.push(text) - 1;
      this.textIndex.set(text, index);
    }
    return index;
  };

  // value is a style as a number: itself, or an index. Paints that are objects have negative indices.
  Context.prototype.value = function (style) {
    if (typeof style === 'number') return style;
    if (style && typeof style === 'object') {
      var index = this.paints.indexOf(style);
      if (index < 0) index = this.paints.push(style) - 1;
      return -1 - index;
    }
    return this.text(style);
  };

  Context.prototype.sync = function (names) {
    for (var i = 0; i < names.length; i++) {
      var name = names[i];
      if (this[name] !== this.written[name]) {
        this.written[name] = this[name];
        this.log.push(codes[name], this.value(this[name]));
      }
    }
  };
  Context.prototype.syncDash = function () {
    var key = this.dash.join();
    if (key !== this.writtenDash) {
      this.writtenDash = key;
      this.log.push(DASH, this.dash.length);
      for (var i = 0; i < this.dash.length; i++) this.log.push(this.dash[i]);
    }
  };

  Context.prototype.beginPath = function () { this.log.push(BEGIN); };
  Context.prototype.moveTo = function (x, y) { this.log.push(MOVE, x, y); };
  Context.prototype.lineTo = function (x, y) { this.log.push(LINE, x, y); };
  Context.prototype.bezierCurveTo = function (a, b, c, d, x, y) { this.log.push(CUBIC, a, b, c, d, x, y); };
  Context.prototype.quadraticCurveTo = function (a, b, x, y) { this.log.push(QUAD, a, b, x, y); };
  Context.prototype.arc = function (x, y, r, from, to, anticlockwise) { this.log.push(ARC, x, y, r, from, to, anticlockwise ? 1 : 0); };
  Context.prototype.ellipse = function (x, y, rx, ry, turn, from, to, anticlockwise) {
    this.log.push(ELLIPSE, x, y, rx, ry, turn, from, to, anticlockwise ? 1 : 0);
  };
  Context.prototype.arcTo = function (a, b, x, y, r) { this.log.push(ARC_TO, a, b, x, y, r); };
  Context.prototype.rect = function (x, y, w, h) { this.log.push(RECT, x, y, w, h); };
  Context.prototype.closePath = function () { this.log.push(CLOSE); };

  Context.prototype.fill = function () { this.sync(fillStyles); this.log.push(FILL); };
  Context.prototype.stroke = function () { this.sync(strokeStyles); this.syncDash(); this.log.push(STROKE); };
  Context.prototype.clip = function () { this.log.push(CLIP); };
  Context.prototype.fillRect = function (x, y, w, h) { this.sync(fillStyles); this.log.push(FILL_RECT, x, y, w, h); };
  Context.prototype.strokeRect = function (x, y, w, h) { this.sync(strokeStyles); this.syncDash(); this.log.push(STROKE_RECT, x, y, w, h); };
  Context.prototype.clearRect = function (x, y, w, h) {
    if (x <= 0 && y <= 0 && x + w >= this.canvas.width && y + h >= this.canvas.height && this.stack.length === 0) this.reset();
    else this.log.push(CLEAR_RECT, x, y, w, h);
  };
  Context.prototype.fillText = function (text, x, y) {
    this.sync(fillStyles);
    this.sync(textStyles);
    this.log.push(FILL_TEXT, this.text(text), x, y);
  };
  Context.prototype.strokeText = function (text, x, y) {
    this.sync(strokeStyles);
    this.syncDash();
    this.sync(textStyles);
    this.log.push(STROKE_TEXT, this.text(text), x, y);
  };
  Context.prototype.setLineDash = function (dash) { this.dash = dash || []; };
  Context.prototype.getLineDash = function () { return this.dash; };
  Context.prototype.drawImage = function (image) {
    if (!image || !image.engineCanvas) return;
    this.sync(fillStyles.slice(1));
    var a = arguments;
    var box = a.length >= 9 ? [a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]]
      : [0, 0, image.width, image.height, a[1], a[2], a.length >= 5 ? a[3] : image.width, a.length >= 5 ? a[4] : image.height];
    this.log.push(IMAGE, this.value(image));
    for (var i = 0; i < 8; i++) this.log.push(box[i]);
  };

  Context.prototype.save = function () {
    var kept = { dash: this.dash, written: Object.assign({}, this.written), writtenDash: this.writtenDash };
    for (var i = 0; i < styles.length; i++) kept[styles[i]] = this[styles[i]];
    this.stack.push(kept);
    this.log.push(SAVE);
  };
  Context.prototype.restore = function () {
    var kept = this.stack.pop();
    if (!kept) return;
    for (var i = 0; i < styles.length; i++) this[styles[i]] = kept[styles[i]];
    this.dash = kept.dash;
    this.written = kept.written;
    this.writtenDash = kept.writtenDash;
    this.log.push(RESTORE);
  };
  Context.prototype.setTransform = function (a, b, c, d, e, f) { this.log.push(SET_TRANSFORM, a, b, c, d, e, f); };
  Context.prototype.transform = function (a, b, c, d, e, f) { this.log.push(TRANSFORM, a, b, c, d, e, f); };
  Context.prototype.translate = function (x, y) { this.transform(1, 0, 0, 1, x, y); };
  Context.prototype.scale = function (x, y) { this.transform(x, 0, 0, y, 0, 0); };
  Context.prototype.rotate = function (a) { this.transform(Math.cos(a), Math.sin(a), -Math.sin(a), Math.cos(a), 0, 0); };

  function Gradient(kind, geometry) {
    this.kind = kind;
    this.geometry = geometry;
    this.stops = [];
  }
  Gradient.prototype.addColorStop = function (offset, color) { this.stops.push([offset, color]); };
  Context.prototype.createLinearGradient = function (x0, y0, x1, y1) { return new Gradient('linear', [x0, y0, x1, y1]); };
  Context.prototype.createRadialGradient = function (x0, y0, r0, x1, y1, r1) { return new Gradient('radial', [x0, y0, r0, x1, y1, r1]); };
  Context.prototype.createPattern = function (image, repeat) {
    if (!image || !image.engineCanvas) return null;
    return { kind: 'pattern', canvas: image, repeat: repeat, matrix: null, setTransform: function (matrix) { this.matrix = matrix.m; } };
  };
  Context.prototype.measureText = function (text) { return { width: engine.measure(this.font, text) }; };

  function Canvas() {
    this.engineCanvas = ++serial;
    this.width = 300;
    this.height = 150;
    this.style = {};
    this.context = new Context(this);
  }
  Canvas.prototype.getContext = function () { return this.context; };
  Canvas.prototype.setAttribute = function () {};
  Canvas.prototype.addEventListener = function () {};
  Canvas.prototype.removeEventListener = function () {};
  engine.createCanvas = function () { return new Canvas(); };

  // Widths of texts come from Go, which draws them by the same face; most texts are measured again and again.
  var widths = new Map();
  engine.measure = function (font, text) {
    var key = font + '\n' + text;
    var width = widths.get(key);
    if (width === undefined) {
      if (widths.size > 20000) widths.clear();
      width = hostMeasure(String(font), String(text));
      widths.set(key, width);
    }
    return width;
  };

  // dump gives the log of a canvas and of those it draws, as plain values. A canvas that draws itself ends there.
  engine.dump = function (canvas, around) {
    around = around || {};
    around[canvas.engineCanvas] = true;
    var c = canvas.context;
    var dumped = {
      width: canvas.width, height: canvas.height, log: c.log, texts: c.texts,
      paints: c.paints.map(function (p) {
        if (p.engineCanvas) return { kind: 'canvas', canvas: around[p.engineCanvas] ? null : engine.dump(p, around) };
        if (p.kind === 'pattern') return { kind: 'pattern', repeat: p.repeat || 'repeat', matrix: p.matrix, canvas: around[p.canvas.engineCanvas] ? null : engine.dump(p.canvas, around) };
        return { kind: p.kind, geometry: p.geometry, stops: p.stops };
      })
    };
    delete around[canvas.engineCanvas];
    return dumped;
  };
})();
