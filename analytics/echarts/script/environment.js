// The surroundings that ECharts finds: a worker without a document, whose clock and random numbers belong to the engine,
// so that the same option always gives the same picture.
var self = globalThis;
var engine = {};

(function () {
  var RealDate = Date;
  var origin = 1262304000000; // any fixed moment
  var now = 0;
  var timers = [];
  var serial = 0;

  class EngineDate extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(origin + now);
      else super(...args);
    }
    static now() { return origin + now; }
  }
  globalThis.Date = EngineDate;
  globalThis.performance = { now: function () { return now; } };
  engine.time = function () { return origin + now; };

  globalThis.setTimeout = function (run, delay) {
    timers.push({ id: ++serial, due: now + Math.max(0, +delay || 0), run: run });
    return serial;
  };
  globalThis.clearTimeout = function (id) {
    timers = timers.filter(function (t) { return t.id !== id; });
  };
  globalThis.setInterval = function () { return 0; };
  globalThis.clearInterval = function () {};
  globalThis.requestAnimationFrame = function (run) { return setTimeout(run, 16); };
  globalThis.cancelAnimationFrame = globalThis.clearTimeout;

  // next takes the timer that is due first, up to a moment.
  function next(until) {
    var best = -1;
    for (var i = 0; i < timers.length; i++) {
      if (timers[i].due <= until && (best < 0 || timers[i].due < timers[best].due)) best = i;
    }
    return best < 0 ? null : timers.splice(best, 1)[0];
  }

  // advance runs the timers that are due within a span of milliseconds, while more() holds.
  engine.advance = function (span, more) {
    var until = now + span;
    for (var timer; (!more || more()) && (timer = next(until)); ) {
      now = Math.max(now, timer.due);
      timer.run();
    }
    now = Math.max(now, until);
  };

  // pending is how many milliseconds the first timer that is no animation frame is away; -1 without one.
  engine.pending = function () {
    var first = -1;
    for (var i = 0; i < timers.length; i++) {
      var away = timers[i].due - now;
      if (away > 16 && (first < 0 || away < first)) first = away;
    }
    return first;
  };

  // Mulberry32: small, good enough for jitter and force layouts, and always the same.
  var state = 1;
  Math.random = function () {
    state = (state + 0x6d2b79f5) | 0;
    var t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  engine.reseed = function () { state = 1; };

  // What zrender turns patterns with.
  globalThis.DOMMatrix = function () { this.m = [1, 0, 0, 1, 0, 0]; };
  function multiply(m, n) {
    return [
      m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1],
      m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
      m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]
    ];
  }
  DOMMatrix.prototype.translateSelf = function (x, y) { this.m = multiply(this.m, [1, 0, 0, 1, x, y]); };
  DOMMatrix.prototype.rotateSelf = function (x, y, degrees) {
    var a = degrees * Math.PI / 180;
    this.m = multiply(this.m, [Math.cos(a), Math.sin(a), -Math.sin(a), Math.cos(a), 0, 0]);
  };
  DOMMatrix.prototype.scaleSelf = function (x, y) { this.m = multiply(this.m, [x, 0, 0, y === undefined ? x : y, 0, 0]); };
})();
