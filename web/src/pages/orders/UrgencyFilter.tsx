import type { RecommendationPage } from '@/api/types';
import { count } from '@/lib/format';
import { URGENCIES, URGENCY } from '@/lib/urgency';
import { Chips } from '@/ui/Chips';

interface UrgencyFilterProps {
  totals: RecommendationPage['totals'] | undefined;
  value: string;
  onChange: (urgency: string) => void;
}

/** Which products are listed, with how many there are of each kind. */
export function UrgencyFilter({ totals, value, onChange }: UrgencyFilterProps) {
  const number = (n: number | undefined) => (totals ? count(n ?? 0) : '');
  return (
    <Chips
      legend="Show products with the status"
      name="urgency"
      value={value}
      onChange={onChange}
      choices={[
        { value: '', label: 'Worst first', note: number(totals?.products) },
        ...URGENCIES.map((one) => ({
          value: one,
          label: URGENCY[one].label,
          note: number(totals?.by_urgency[one]),
        })),
        { value: 'snoozed', label: 'Left out for now', note: number(totals?.snoozed) },
      ]}
    />
  );
}
