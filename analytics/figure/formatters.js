// The functions that options may name. Texts come ready: "tip" for tooltips, "text" for labels, at the data item or, where
// items are bare values because that is faster, in lists "tips" and "texts" of the series.
(function () {
  function ready(params, option, one, many) {
    var list = Array.isArray(params) ? params : [params];
    for (var i = 0; i < list.length; i++) {
      var p = list[i];
      if (p.data && p.data[one] !== undefined) return String(p.data[one]);
      var series = option.series[p.seriesIndex];
      if (series && series[many] && series[many][p.dataIndex] !== undefined) return String(series[many][p.dataIndex]);
    }
    return "";
  }
  echartsFormatters.register("tip", function (params, args, option) {
    return ready(params, option, "tip", "tips").split("\n").map(echartsFormatters.escapeRich).join("\n");
  });
  echartsFormatters.register("label", function (params, args, option) { return ready(params, option, "text", "texts"); });
  // The label of a place among many that have none.
  echartsFormatters.register("pick", function (value, args, option) {
    var places = option.xAxis[0].data;
    return String(args.names || "").split("|")[places.indexOf(value)] || "";
  });
  // Axis figures without separators, as official texts print them.
  echartsFormatters.register("plain", function (value, args) {
    return String(value).replace("-", "\u2212") + (args.suffix || "");
  });
})();
