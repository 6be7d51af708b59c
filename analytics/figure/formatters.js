// The functions that options may name. Texts come ready from the data item: "tip" for tooltips, "text" for labels.
(function () {
  function item(params) {
    var list = Array.isArray(params) ? params : [params];
    for (var i = 0; i < list.length; i++) {
      if (list[i].data && list[i].data.tip !== undefined) return list[i].data;
    }
    return null;
  }
  // The first line of a tooltip is its heading.
  echartsFormatters.register("tip", function (params) {
    var data = item(params);
    if (!data) return "";
    var lines = String(data.tip).split("\n").map(echartsFormatters.escapeRich);
    lines[0] = "{heading|" + lines[0] + "}";
    return lines.join("\n");
  });
  echartsFormatters.register("label", function (params) {
    return params.data && params.data.text !== undefined ? String(params.data.text) : "";
  });
  // Axis figures without separators, as official texts print them.
  echartsFormatters.register("plain", function (value, args) {
    return String(value).replace("-", "\u2212") + (args.suffix || "");
  });
})();
