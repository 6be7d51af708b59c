// The surroundings that PptxGenJS finds: no window, no files, no network; a queue of timers that Go empties.
var deck = {};
(function () {
  var queue = [];
  globalThis.self = globalThis;
  globalThis.setTimeout = function (run) { queue.push(run); return queue.length; };
  globalThis.setImmediate = function (run) { var args = Array.prototype.slice.call(arguments, 1); queue.push(function () { run.apply(null, args); }); return queue.length; };
  globalThis.clearTimeout = globalThis.clearImmediate = function () {};
  globalThis.console = globalThis.console || { log: function () {}, warn: function () {}, error: function () {}, info: function () {} };
  deck.step = function () {
    var now = queue;
    queue = [];
    now.forEach(function (run) { run(); });
    return String(queue.length + now.length);
  };
})();
