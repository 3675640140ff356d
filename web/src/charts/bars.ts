import type { ChartOptions } from 'chart.js';
import { count } from '@/lib/format';
import type { Palette } from './palette';

/** The look that all bar charts share. */
export function barOptions(
  palette: Palette,
  unit: string,
  tooltip: (index: number) => string,
  sideways = false,
): ChartOptions<'bar'> {
  const font = { family: palette.font, size: 11.5 };
  const names = {
    grid: { display: false },
    border: { color: palette.line },
    ticks: { color: palette.dim, font },
  };
  const values = {
    beginAtZero: true,
    grid: { color: palette.line },
    border: { display: false },
    ticks: {
      color: palette.dim,
      font,
      maxTicksLimit: 6,
      callback: (value: number | string) => count(Number(value)),
    },
    title: { display: true, text: unit, color: palette.dim, font },
  };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    indexAxis: sideways ? 'y' : 'x',
    scales: sideways ? { x: values, y: names } : { x: names, y: values },
    plugins: {
      tooltip: {
        backgroundColor: palette.ink,
        titleColor: palette.surface,
        bodyColor: palette.surface,
        padding: 10,
        cornerRadius: 7,
        displayColors: false,
        callbacks: { label: (item) => tooltip(item.dataIndex) },
      },
    },
  };
}
