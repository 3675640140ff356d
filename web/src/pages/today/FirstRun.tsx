import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Panel } from '@/ui/Panel';
import { Empty } from '@/ui/States';
import classes from './FirstRun.module.css';

const STEPS = [
  [
    'Import sales',
    'A CSV export of your shop or till: date, product, quantity. Products can be created from it.',
  ],
  [
    'Enter stock',
    'What is on hand, how long a delivery takes, and the pack size, product by product or as a CSV.',
  ],
  ['Forecast', 'One click. A few seconds later every product has a forecast, and the order list is filled.'],
] as const;

/** The empty shop: what to do, in order. */
export function FirstRun() {
  return (
    <Panel>
      <Empty
        icon={<IconFileImport size={22} />}
        title="Your shop is empty. Start with its sales."
        actions={
          <>
            <Button component={Link} to="/import" leftSection={<IconFileImport size={16} aria-hidden />}>
              Import sales
            </Button>
            <Button
              component={Link}
              to="/products?new=1"
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              Add a product by hand
            </Button>
          </>
        }
      >
        Two months of daily sales are enough for a first forecast; with two years, seasons and holidays are
        learnt too.
      </Empty>
      <ol className={classes.steps}>
        {STEPS.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
