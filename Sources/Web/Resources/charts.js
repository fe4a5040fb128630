// Draws the charts of a page so that one can look into them: values under the pointer, and a span of
// time to zoom into. The server's own drawing stays for print and wherever this does not run.
"use strict";
(function () {
  const kept = "hefu-charts";
  let library = null;

  // The library is large, so it is fetched once somebody wants to look into a chart.
  function fetchLibrary(address) {
    library = library || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return library;
  }

  function wants() {
    try { return window.localStorage.getItem(kept) === "1"; } catch (error) { return false; }
  }

  function remember(on) {
    try { window.localStorage.setItem(kept, on ? "1" : "0"); } catch (error) { /* not kept */ }
  }

  const day = (moment) => {
    const date = new Date(moment);
    return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  };

  function steps(name, points, color, width) {
    return {
      name, type: "line", step: "end", symbolSize: 7, showSymbol: true, itemStyle: { color },
      lineStyle: { color, width }, data: points.map(([at, value, text]) => ({ value: [at, value], text })),
    };
  }

  // What the chart shows, in the words of the library.
  function option(data) {
    const last = (rows) => rows.map(([at, low, , high]) => ({ low: [at, low], range: [at, high - low] }));
    const band = last(data.forecast);
    const series = [
      { name: "应达路径", type: "line", showSymbol: false, itemStyle: { color: "#7d8b9b" },
        lineStyle: { type: "dashed", width: 1.5 },
        data: data.path.map(([at, value, text]) => ({ value: [at, value], text })) },
      steps("自报", data.claimed, "#7fa9d6", 2),
      steps("已证实", data.verified, "#1a5ba6", 2.6),
    ];
    if (band.length > 1) {
      const base = { type: "line", stack: "range", stackStrategy: "all", showSymbol: false, silent: true,
        lineStyle: { opacity: 0 }, tooltip: { show: false } };
      series.push(
        { ...base, name: "下限", data: band.map((row) => row.low) },
        { ...base, name: "80% 范围", areaStyle: { color: "#cfe0f2", opacity: .6 }, itemStyle: { color: "#cfe0f2" },
          data: band.map((row) => row.range) },
        { name: "预测", type: "line", showSymbol: false, itemStyle: { color: "#5b87b8" },
          lineStyle: { type: "dotted", width: 2 },
          data: data.forecast.map(([at, , middle, , text]) => ({ value: [at, middle], text })) });
    }
    const lines = [];
    if (data.target !== null) lines.push({ yAxis: data.target, lineStyle: { color: "#17212e" }, label: { formatter: data.target_title, position: "insideStartTop", color: "#17212e" } });
    if (data.today !== null) lines.push({ xAxis: data.today, lineStyle: { color: "#b07a00", type: "dotted" }, label: { formatter: "时点", color: "#7a5200" } });
    series[0].markLine = { symbol: "none", silent: true, animation: false, data: lines };
    return {
      useUTC: true, animation: false, textStyle: { fontFamily: "inherit" },
      grid: { left: 70, right: 28, top: 34, bottom: 92 },
      legend: { bottom: 0, data: series.map((one) => one.name).filter((name) => name !== "下限") },
      // Words on the canvas: the page's policy allows no styles inside markup.
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, formatter: (items) => words(items) },
      xAxis: { type: "time", min: data.first, max: data.last, axisLabel: { hideOverlap: true, formatter: (at) => `${new Date(at).getUTCMonth() + 1}月` } },
      yAxis: { type: "value", name: data.unit, min: data.low, max: data.high },
      dataZoom: [{ type: "inside", zoomOnMouseWheel: "ctrl" }, { type: "slider", bottom: 34, height: 20, labelFormatter: (at) => day(at) }],
      series,
    };
  }

  function words(items) {
    if (!items.length) return "";
    const lines = items.filter((item) => item.data && item.data.text).map((item) => `${item.seriesName} ${item.data.text}`);
    return [day(items[0].axisValue)].concat(lines).join("\n");
  }

  async function show(figure, button) {
    try {
      await fetchLibrary(figure.dataset.library);
    } catch (error) {
      button.remove();
      return;
    }
    const data = JSON.parse(figure.dataset.chart);
    const host = document.createElement("div");
    host.className = "live screen";
    host.setAttribute("role", "img");
    host.setAttribute("aria-label", `${data.title}：${data.summary}`);
    figure.prepend(host);
    figure.classList.add("looked-into");
    const chart = window.echarts.init(host, null, { renderer: "canvas" });
    chart.setOption(option(data));
    window.addEventListener("resize", () => chart.resize());
    button.textContent = "看静态图";
    button.onclick = () => {
      chart.dispose();
      host.remove();
      figure.classList.remove("looked-into");
      remember(false);
      offer(figure, button);
    };
  }

  function offer(figure, button) {
    button.textContent = "看各点数值、缩放时段";
    button.onclick = () => { remember(true); show(figure, button); };
  }

  document.querySelectorAll("figure.chart[data-library]").forEach((figure) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain screen";
    figure.querySelector("figcaption").prepend(button);
    offer(figure, button);
    if (wants()) show(figure, button);
  });
})();
