// Mends what this version of ECharts gets wrong, in the engine and in HTML files alike.
(function () {
  // Heat maps that are drawn in one go call their cells incremental all the same, because the flag that says so defaults to
  // true. Labels are then left in place when the cells are painted again, and grow fatter with every hover.
  var heatmap = echarts.ChartView.getClass('heatmap').prototype;
  var render = heatmap._renderOnGridLike;
  heatmap._renderOnGridLike = function (series, api, start, end, incremental) {
    return render.call(this, series, api, start, end, incremental === true);
  };
})();
