(function () {
  var maps = document.querySelectorAll("script[data-map]"), mapsKnown = false;
  var frames = Array.prototype.slice.call(document.querySelectorAll(".frame"));
  var now = 0, showing = false;

  // draw makes a chart when it first comes into sight: opening the file costs no more than its text.
  function draw(frame) {
    var box = frame.querySelector(".chart");
    if (!box || box.dataset.drawn) return;
    box.dataset.drawn = "1";
    loadECharts();
    var text = document.getElementById(box.dataset.option).textContent;
    if (maps.length && !mapsKnown && text.indexOf('"map"') >= 0) learnMaps();
    var option = echartsFormatters.prepare(JSON.parse(text));
    option.animation = false;
    echarts.init(box, null, { renderer: "svg", width: 888, height: 352 }).setOption(option);
  }

  // learnMaps reads the maps when the first chart needs one.
  function learnMaps() {
    mapsKnown = true;
    maps.forEach(function (map) { echarts.registerMap(map.dataset.map, { geoJSON: JSON.parse(map.textContent) }); });
  }

  // Charts that come into sight together are drawn one after the other, so that the first is on the screen at once. Until the
  // page itself has been painted, pictures stand for the first charts.
  var waiting = [], painted = false;
  function drawNext() {
    var frame = waiting.shift();
    if (!frame) return;
    draw(frame);
    if (waiting.length) setTimeout(drawNext, 0);
  }
  function drawSoon(frame) {
    waiting.push(frame);
    if (painted && waiting.length === 1) setTimeout(drawNext, 0);
  }
  requestAnimationFrame(function () {
    setTimeout(function () { painted = true; setTimeout(drawNext, 0); }, 100);
  });

  function fit() {
    frames.forEach(function (frame) {
      var room = showing ? frame.clientWidth : Math.min(960, document.documentElement.clientWidth);
      var k = room / 960;
      if (showing) k = Math.min(k, (window.innerHeight - 44) / 540);
      frame.style.width = showing ? "" : 960 * k + "px";
      frame.style.height = showing ? "" : 540 * k + "px";
      var slide = frame.firstElementChild;
      var left = showing ? Math.max(0, (frame.clientWidth - 960 * k) / 2) : 0;
      slide.style.transform = k === 1 && !left ? "" : "translate(" + left + "px, 0) scale(" + k + ")";
    });
  }

  function go(to) {
    now = Math.max(0, Math.min(frames.length - 1, to));
    frames.forEach(function (frame, i) { frame.classList.toggle("now", i === now); });
    document.getElementById("place").textContent = (now + 1) + " / " + frames.length;
    if (!showing) frames[now].scrollIntoView({ block: "center" });
    draw(frames[now]);
    fit();
    if (frames[now + 1]) setTimeout(function () { if (showing) draw(frames[now + 1]); }, 50);
  }

  var mode = document.getElementById("mode");
  function show(on) {
    showing = on;
    document.body.classList.toggle("show", on);
    mode.textContent = on ? mode.dataset.scroll : mode.dataset.slides;
    go(now);
  }

  mode.addEventListener("click", function () { show(!showing); });
  document.getElementById("prev").addEventListener("click", function () { go(now - 1); });
  document.getElementById("next").addEventListener("click", function () { go(now + 1); });
  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    var by = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[e.key];
    if (by && (showing || e.key.indexOf("Arrow") === 0)) { go(now + by); e.preventDefault(); }
    else if (showing && e.key === "Home") go(0);
    else if (showing && e.key === "End") go(frames.length - 1);
    else if (e.key === "Escape" && showing) show(false);
  });
  window.addEventListener("resize", fit);
  // tell writes where the figures come from, once somebody is about to read it.
  function tell() {
    var box = document.querySelector("#sources div");
    if (box && !box.firstChild) box.innerHTML = JSON.parse(document.getElementById("sources-text").textContent);
  }
  window.addEventListener("beforeprint", function () { frames.forEach(draw); tell(); });
  new IntersectionObserver(function (list) {
    if (list.some(function (e) { return e.isIntersecting; })) tell();
  }, { rootMargin: "1000px" }).observe(document.getElementById("sources"));
  var seen = new IntersectionObserver(function (list) {
    list.forEach(function (e) { if (e.isIntersecting) drawSoon(e.target); });
  }, { rootMargin: "200px" });
  frames.forEach(function (frame) { seen.observe(frame); });
  show(false);
})();
