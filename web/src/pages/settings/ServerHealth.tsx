import { useQuery } from '@tanstack/react-query';
import { apiConfig } from '@/api/config';
import { healthQuery } from '@/api/system';
import { useStore } from '@/lib/store';
import { Lines, Loaded } from '@/ui/States';
import { Tag } from '@/ui/UrgencyBadge';
import classes from './Settings.module.css';

const STATES: Record<string, string> = {
  ok: 'in order',
  unavailable: 'does not answer',
  configured: 'set up',
  not_configured: 'not set up',
  unknown_country: 'of a country that is not known',
};

/** How the API says it is, and where its documentation is. */
export function ServerHealth() {
  const { url } = useStore(apiConfig);
  const query = useQuery({ ...healthQuery(), enabled: url !== '' });
  if (url === '') return <p className="dim small">Not connected yet.</p>;
  return (
    <Loaded query={query} skeleton={<Lines rows={2} />}>
      {(health) => (
        <div className="stack-s">
          <p className="row">
            <Tag tone={health.status === 'ok' ? 'good' : 'warn'}>
              {health.status === 'ok' ? 'Healthy' : 'Not all of it works'}
            </Tag>
            <span className="small dim">version {health.version}</span>
          </p>
          <dl className={classes.checks}>
            {Object.entries(health.checks).map(([name, state]) => (
              <div key={name}>
                <dt>{name.replaceAll('_', ' ')}</dt>
                <dd>{STATES[state] ?? state}</dd>
              </div>
            ))}
          </dl>
          <p className="small">
            <a href={`${url}/docs`} target="_blank" rel="noreferrer">
              The API’s documentation
            </a>
          </p>
        </div>
      )}
    </Loaded>
  );
}
