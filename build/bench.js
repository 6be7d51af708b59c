// Lays the options in a folder out by ECharts on Node.js, without drawing: the baseline for the engine in the process.
const fs = require('fs');
const path = require('path');
const echarts = require('../assets/node_modules/echarts/dist/echarts.js');

const folder = process.argv[2];
for (const file of fs.readdirSync(folder).sort()) {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 1200, height: 700 });
  const show = () => {
    const option = JSON.parse(text, (key, value) => (key === 'formatter' ? undefined : value));
    option.animation = false;
    chart.setOption(option, { notMerge: true });
    chart.renderToSVGString();
  };
  for (let i = 0; i < 10; i++) show();
  const start = process.hrtime.bigint();
  const runs = 30;
  for (let i = 0; i < runs; i++) show();
  console.log(`node ${file.replace('.json', '').padEnd(14)} ${(Number(process.hrtime.bigint() - start) / 1e6 / runs).toFixed(1)} ms`);
  chart.dispose();
}
