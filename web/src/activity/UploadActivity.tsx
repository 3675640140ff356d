import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiProblem } from '@/api/problem';
import { uploadStatusQuery } from '@/api/sales';
import { count, percent, plural } from '@/lib/format';
import { toast } from '@/ui/toasts';
import { forget } from './activity';
import { ActivityRow } from './ActivityRow';

const ENDED = ['completed', 'failed'];

/** Follows a large upload from storage into the sales history. */
export function UploadActivity({ id, label }: { id: string; label: string }) {
  const client = useQueryClient();
  const { data: upload, error } = useQuery({
    ...uploadStatusQuery(id),
    refetchInterval: (query) => (ENDED.includes(query.state.data?.status ?? '') ? false : 1500),
  });
  const status = upload?.status;

  useEffect(() => {
    if (!upload || !status || !ENDED.includes(status)) return;
    forget(id);
    if (status === 'failed') {
      toast(`${label} could not be imported`, {
        tone: 'danger',
        detail: upload.failure ?? upload.errors[0]?.detail,
        action: { label: 'See what happened', to: `/import/${id}` },
      });
    } else {
      toast(`${label}: ${plural(upload.rows_accepted, 'row')} imported`, {
        detail: upload.rows_rejected > 0 ? `${count(upload.rows_rejected)} rows were not usable.` : undefined,
        action: { label: 'See the report', to: `/import/${id}` },
      });
    }
    void client.invalidateQueries();
  }, [client, id, label, status, upload]);

  useEffect(() => {
    if (error instanceof ApiProblem && error.status === 404) forget(id);
  }, [error, id]);

  const note =
    upload?.status === 'processing'
      ? `${percent(upload.progress)} read, ${count(upload.rows_accepted)} rows so far · you can leave this page`
      : 'waiting to be read';
  return (
    <ActivityRow
      label={label}
      share={upload?.progress ?? 0}
      note={note}
      to={`/import/${id}`}
      onHide={() => forget(id)}
    />
  );
}
