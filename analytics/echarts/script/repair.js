// Mends what this version of ECharts gets wrong or does at great length, in the engine and in HTML files alike.
(function () {
  // Heat maps that are drawn in one go call their cells incremental all the same, because the flag that says so defaults to
  // true. Labels are then left in place when the cells are painted again, and grow fatter with every hover.
  var heatmap = echarts.ChartView.getClass('heatmap').prototype;
  var render = heatmap._renderOnGridLike;
  heatmap._renderOnGridLike = function (series, api, start, end, incremental) {
    return render.call(this, series, api, start, end, incremental === true);
  };

  // The cells of a calendar look alike: one path of all is drawn many times faster than hundreds of them.
  var Days = echarts.graphic.extendShape({
    shape: { corners: [], width: 0, height: 0 },
    buildPath: function (path, shape) {
      for (var i = 0; i < shape.corners.length; i++) path.rect(shape.corners[i][0], shape.corners[i][1], shape.width, shape.height);
    }
  });
  echarts.ComponentView.getClass('calendar').prototype._renderDayRect = function (model, range, group) {
    var system = model.coordinateSystem;
    var corners = [];
    for (var day = range.start.time; day <= range.end.time; day = system.getNextNDay(day, 1).time) {
      corners.push(system.dataToCalendarLayout([day], false).tl);
    }
    group.add(new Days({
      shape: { corners: corners, width: system.getCellWidth(), height: system.getCellHeight() },
      style: model.getModel('itemStyle').getItemStyle(), cursor: 'default'
    }));
  };

  // The place of a day in a calendar, for which ECharts works out all about the span up to it.
  var DAY = 86400000;
  function patchCalendar(calendar) {
    if (calendar.nthWeek) return;
    var whole = calendar.dataToPoint;
    calendar.nthWeek = function (start, day) {
      var days = (Date.UTC(+day.y, day.m - 1, +day.d) - Date.UTC(+start.y, start.m - 1, +start.d)) / DAY;
      return Math.floor((days + start.day) / 7);
    };
    calendar.dataToPoint = function (data, clamp, out) {
      var day = this.getDateInfo(Array.isArray(data) ? data[0] : data);
      var range = this._rangeInfo;
      if (!(day.time >= range.start.time && day.time < range.end.time + DAY)) return whole.call(this, data, clamp, out);
      var week = this.nthWeek(range.start, day);
      out = out || [];
      var across = this._orient === 'vertical';
      out[0] = this._rect.x + (across ? day.day : week) * this._sw + this._sw / 2;
      out[1] = this._rect.y + (across ? week : day.day) * this._sh + this._sh / 2;
      return out;
    };
  }
  Object.defineProperty(echarts.ComponentModel.getClass('calendar').prototype, 'coordinateSystem', {
    set: function (calendar) {
      patchCalendar(Object.getPrototypeOf(calendar));
      Object.defineProperty(this, 'coordinateSystem', { value: calendar, writable: true, configurable: true, enumerable: true });
    },
    get: function () { return undefined; }
  });
})();
