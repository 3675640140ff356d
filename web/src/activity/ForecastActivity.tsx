import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { jobQuery } from '@/api/forecasts';
import { ApiProblem } from '@/api/problem';
import { count, plural } from '@/lib/format';
import { toast } from '@/ui/toasts';
import { forget } from './activity';
import { ActivityRow } from './ActivityRow';

const ENDED = ['completed', 'completed_with_errors', 'failed'];

/** Follows a forecasting job to its end, then brings every page up to date. */
export function ForecastActivity({ id, label }: { id: string; label: string }) {
  const client = useQueryClient();
  const { data: job, error } = useQuery({
    ...jobQuery(id),
    refetchInterval: (query) => (ENDED.includes(query.state.data?.status ?? '') ? false : 2000),
  });
  const status = job?.status;

  useEffect(() => {
    if (!job || !status || !ENDED.includes(status)) return;
    forget(id);
    const made = (job.products ?? 0) - job.failed;
    const first = job.errors[0];
    if (status === 'failed') {
      toast(`${label} failed`, { tone: 'danger', detail: first?.detail });
    } else {
      toast(`${label}: ${plural(made, 'forecast')} made`, {
        detail:
          job.failed > 0 ? `${plural(job.failed, 'product')} had none. ${first?.detail ?? ''}` : undefined,
      });
    }
    void client.invalidateQueries();
  }, [client, id, job, label, status]);

  useEffect(() => {
    if (error instanceof ApiProblem && error.status === 404) forget(id);
  }, [error, id]);

  const note = !job
    ? 'starting'
    : job.status === 'queued' || job.products === null
      ? 'waiting for its turn'
      : `${count(job.done)} of ${plural(job.products, 'product')} · you can leave this page`;
  return <ActivityRow label={label} share={job?.progress ?? 0} note={note} onHide={() => forget(id)} />;
}
