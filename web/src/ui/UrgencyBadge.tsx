import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconHelp,
  IconStack2,
  IconTrendingUp,
  IconTruckDelivery,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import type { Urgency } from '@/api/types';
import { URGENCY, type Tone } from '@/lib/urgency';
import classes from './UrgencyBadge.module.css';

export const URGENCY_ICON: Record<Urgency, Icon> = {
  stocked_out: IconX,
  expedite: IconTruckDelivery,
  order_now: IconAlertTriangle,
  order_soon: IconClock,
  ok: IconCheck,
  overstock: IconStack2,
  unknown_stock: IconHelp,
  no_forecast: IconTrendingUp,
};

const TONE: Record<Tone, string | undefined> = {
  danger: classes.danger,
  warn: classes.warn,
  note: classes.note,
  good: classes.good,
  over: classes.over,
  mute: classes.mute,
};

/** How urgent a product is: a shape, a word and a colour, any one of which is enough. */
export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const { label, tone, meaning } = URGENCY[urgency];
  const Shape = URGENCY_ICON[urgency];
  return (
    <span className={`${classes.badge} ${TONE[tone] ?? ''}`} title={meaning}>
      <Shape size={13} stroke={2.2} aria-hidden />
      {label}
    </span>
  );
}

export function Tag({ tone = 'mute', children }: { tone?: Tone; children: string }) {
  return <span className={`${classes.badge} ${TONE[tone] ?? ''}`}>{children}</span>;
}
