import type { ChartOptions, TooltipItem } from 'chart.js';
import { count, shortDate, units } from '@/lib/format';
import type { Palette } from './palette';

interface Wanted {
  palette: Palette;
  /** What a value on the vertical axis is, such as "units a day". */
  unit: string;
  /** Days along the horizontal axis; other labels are shown as they are. */
  days?: boolean;
  tooltip: (index: number) => string[];
  title?: (index: number) => string;
  suggestedMax?: number;
}

/** The look that all line charts share: quiet grid, unit on the axis, one tooltip a day. */
export function lineOptions({
  palette,
  unit,
  days = true,
  tooltip,
  title,
  suggestedMax,
}: Wanted): ChartOptions<'line'> {
  const font = { family: palette.font, size: 11.5 };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: 'index', intersect: false },
    elements: { point: { radius: 0, hoverRadius: 3.5 } },
    layout: { padding: { top: 16, right: 6 } },
    scales: {
      x: {
        grid: { display: false },
        border: { color: palette.line },
        ticks: {
          color: palette.dim,
          font,
          maxRotation: 0,
          autoSkipPadding: 22,
          ...(days
            ? {
                callback(this: { getLabelForValue: (value: number) => string }, value: number | string) {
                  return shortDate(this.getLabelForValue(Number(value)));
                },
              }
            : {}),
        },
      },
      y: {
        beginAtZero: true,
        ...(suggestedMax === undefined ? {} : { suggestedMax }),
        grid: { color: palette.line },
        border: { display: false },
        ticks: {
          color: palette.dim,
          font,
          maxTicksLimit: 6,
          padding: 6,
          callback: (value) => count(Number(value)),
        },
        title: { display: true, text: unit, color: palette.dim, font },
      },
    },
    plugins: {
      tooltip: {
        backgroundColor: palette.ink,
        titleColor: palette.surface,
        bodyColor: palette.surface,
        titleFont: { ...font, size: 12.5 },
        bodyFont: { ...font, size: 12 },
        padding: 10,
        cornerRadius: 7,
        displayColors: false,
        filter: (item: TooltipItem<'line'>, _index: number, items: TooltipItem<'line'>[]) =>
          item === items[0],
        callbacks: {
          ...(title ? { title: (items) => title(items[0]?.dataIndex ?? 0) } : {}),
          label: (item) => tooltip(item.dataIndex),
        },
      },
    },
  };
}

export const unitsWord = (value: number | null | undefined): string => `${units(value)} units`;
