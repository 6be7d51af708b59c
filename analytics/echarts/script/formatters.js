// The closed set of functions that options may name. Options are data: a formatter is a name that begins with "@", with
// arguments as a URL query ("@plain?suffix=%25"), and stands only where ECharts takes a formatter. It is called with what
// ECharts gives a formatter, its arguments, and the option.
var echartsFormatters = (function () {
  var known = {};

  // escapeRich keeps a text from opening rich-text markup: its braces and bars become full-width ones.
  function escapeRich(text) {
    return String(text).replace(/[{}|]/g, function (c) { return { '{': '\uff5b', '}': '\uff5d', '|': '\uff5c' }[c]; });
  }

  function parse(reference, option) {
    var mark = reference.indexOf('?');
    var name = mark < 0 ? reference.slice(1) : reference.slice(1, mark);
    var args = {};
    if (mark >= 0) {
      reference.slice(mark + 1).split('&').forEach(function (pair) {
        var at = pair.indexOf('=');
        if (at > 0) args[decodeURIComponent(pair.slice(0, at))] = decodeURIComponent(pair.slice(at + 1).replace(/\+/g, ' '));
      });
    }
    if (!Object.prototype.hasOwnProperty.call(known, name)) throw new Error('unknown formatter: ' + name);
    return function (params) { return known[name](params, args, option); };
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
