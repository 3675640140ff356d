import {
  IconBuildingStore,
  IconCalendarEvent,
  IconDiscount2,
  IconShoppingCartOff,
  IconTag,
  type Icon,
} from '@tabler/icons-react';
import type { EntryKind } from '@/api/types';
import { Tag } from '@/ui/UrgencyBadge';
import { KINDS } from './words';

export const KIND_ICON: Record<EntryKind, Icon> = {
  event: IconCalendarEvent,
  promotion: IconDiscount2,
  price: IconTag,
  closure: IconBuildingStore,
  stockout: IconShoppingCartOff,
};

export function KindTag({ kind }: { kind: EntryKind }) {
  const { label, tone } = KINDS[kind];
  return <Tag tone={tone}>{label}</Tag>;
}
