import { Button } from '@mantine/core';
import { IconTrendingUp } from '@tabler/icons-react';
import { follow } from '@/activity/activity';
import { useForecastMany } from '@/api/forecasts';
import { asProblem } from '@/api/problem';
import { toast } from '@/ui/toasts';

interface ForecastAllButtonProps {
  /** Only this category; the whole shop without one. */
  category?: string | undefined;
  variant?: 'filled' | 'default';
}

/** Starts a job that forecasts many products. It runs on when the page is left. */
export function ForecastAllButton({ category, variant = 'filled' }: ForecastAllButtonProps) {
  const start = useForecastMany();
  const label = category ? `Forecast of ${category}` : 'Forecast of the whole shop';
  // By promise: the job is to be followed even if this page has been left before it was accepted.
  const run = () =>
    void start.mutateAsync(category ? { category, horizon_days: 28 } : { all: true, horizon_days: 28 }).then(
      (job) => follow({ kind: 'forecast', id: job.job_id, label }),
      (error: unknown) => {
        const problem = asProblem(error);
        toast(problem.title, { tone: 'danger', detail: problem.detail });
      },
    );
  return (
    <Button
      variant={variant}
      onClick={run}
      loading={start.isPending}
      leftSection={<IconTrendingUp size={16} aria-hidden />}
    >
      {category ? `Forecast ${category}` : 'Forecast all'}
    </Button>
  );
}
