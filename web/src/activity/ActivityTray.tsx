import { useStore } from '@/lib/store';
import { activities } from './activity';
import { ForecastActivity } from './ForecastActivity';
import { UploadActivity } from './UploadActivity';
import classes from './Activity.module.css';

/** What is going on in the background, on every page. */
export function ActivityTray() {
  const list = useStore(activities);
  if (list.length === 0) return null;
  return (
    <section className={classes.tray} aria-label="Work in progress">
      {list.map((one) =>
        one.kind === 'forecast' ? (
          <ForecastActivity key={one.id} id={one.id} label={one.label} />
        ) : (
          <UploadActivity key={one.id} id={one.id} label={one.label} />
        ),
      )}
    </section>
  );
}
