import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactNode } from 'react';
import { useShade, type Shade } from '../shell/theme';
import { t } from '../text/text';
import { localSecondText, localText } from '../time/zone';
import { rateText } from './price';
import type { Series, Traffic } from './traffic';

register([LineChart, GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent, CanvasRenderer]);

interface Line {
  readonly name: string;
  readonly series: Series;
}

interface Properties {
  readonly title: string;
  readonly unit: string;
  readonly traffic: Traffic;
  readonly lines: readonly Line[];
}

interface Inks {
  readonly text: string;
  readonly grid: string;
  readonly surface: string;
  readonly attack: string;
  readonly lines: readonly string[];
}

/** The colours of a chart, told apart by lightness too. */
const INKS: Readonly<Record<Shade, Inks>> = {
  light: {
    text: '#4a5663',
    grid: '#e3e7ec',
    surface: '#ffffff',
    attack: 'rgba(196, 43, 28, 0.14)',
    lines: ['#0b5cad', '#2f8f83', '#c42b1c'],
  },
  dark: {
    text: '#a9b4bf',
    grid: '#2a333c',
    surface: '#171e25',
    attack: 'rgba(255, 122, 107, 0.18)',
    lines: ['#6cb2f5', '#58c7b5', '#ff7a6b'],
  },
};

/** Lines over time, with the attacks as shaded spans. */
export function TrafficChart({ title, unit, traffic, lines }: Properties): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const { shade } = useShade();

  useEffect(() => {
    if (place.current === null) {
      return undefined;
    }
    const drawn = init(place.current, undefined, { renderer: 'canvas' });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(optionOf(unit, traffic, lines, INKS[shade]), { notMerge: true });
  }, [unit, traffic, lines, shade]);

  const peak = (series: Series): string => rateText(Math.max(0, ...series.map(([, value]) => value)), unit);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div
        ref={place}
        className="chart-place"
        role="img"
        aria-label={`${title}. ${lines.map(({ name, series }) => t('traffic.peak', { name, peak: peak(series) })).join(' ')}`}
      />
    </figure>
  );
}

function optionOf(unit: string, traffic: Traffic, lines: readonly Line[], inks: Inks): Parameters<EChartsType['setOption']>[0] {
  return {
    animation: false,
    color: [...inks.lines],
    textStyle: { color: inks.text, fontFamily: 'inherit' },
    grid: { left: 8, right: 12, top: 34, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 3, textStyle: { color: inks.text } },
    tooltip: {
      trigger: 'axis',
      // Rich text is drawn on the canvas; the other kind would write style attributes, which the content security policy forbids.
      renderMode: 'richText',
      confine: true,
      backgroundColor: inks.surface,
      borderColor: inks.grid,
      textStyle: { color: inks.text },
      axisPointer: { lineStyle: { color: inks.text } },
      valueFormatter: (value: unknown) => rateText(Number(value), unit),
    },
    xAxis: {
      type: 'time',
      min: traffic.from,
      max: traffic.until,
      axisLine: { lineStyle: { color: inks.grid } },
      axisLabel: { color: inks.text, hideOverlap: true, formatter: (at: number) => localText(at).slice(-5) },
      axisPointer: { label: { formatter: ({ value }: { value: unknown }) => localSecondText(Number(value)) } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: unit === '' ? 1 : 0,
      axisLabel: { color: inks.text, formatter: (value: number) => rateText(value, unit) },
      splitLine: { lineStyle: { color: inks.grid } },
    },
    series: lines.map(({ name, series }, index) => ({
      name,
      type: 'line',
      data: series.map(([at, value]) => [at, value]),
      showSymbol: false,
      lineStyle: { width: 1.6 },
      ...(index === 0 ? { areaStyle: { opacity: 0.08 }, markArea: attackMarks(traffic, inks) } : {}),
    })),
  };
}

function attackMarks(traffic: Traffic, inks: Inks): object {
  return {
    silent: true,
    itemStyle: { color: inks.attack },
    label: { show: false },
    data: traffic.attacks.map(({ from, to }) => [
      { xAxis: Math.max(from, traffic.from) },
      { xAxis: Math.min(to ?? traffic.until, traffic.until) },
    ]),
  };
}
