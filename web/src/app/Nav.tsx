import {
  IconBox,
  IconCalendarEvent,
  IconChartHistogram,
  IconClipboardList,
  IconFileImport,
  IconSettings,
  IconSunHigh,
  type Icon,
} from '@tabler/icons-react';
import { NavLink, useLocation } from 'react-router';
import { Mark } from './Mark';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';

interface Place {
  to: string;
  label: string;
  icon: Icon;
  /** Other addresses that belong to it. */
  also?: string[];
}

const PLACES: Place[] = [
  { to: '/', label: 'Today', icon: IconSunHigh },
  { to: '/products', label: 'Products', icon: IconBox },
  { to: '/orders', label: 'Orders', icon: IconClipboardList, also: ['/purchase-orders', '/suppliers'] },
  { to: '/calendar', label: 'Calendar', icon: IconCalendarEvent },
  { to: '/import', label: 'Import', icon: IconFileImport },
  { to: '/reports', label: 'Reports', icon: IconChartHistogram },
  { to: '/settings', label: 'Settings', icon: IconSettings },
];

export function Nav() {
  const { pathname } = useLocation();
  return (
    <nav className={classes.nav} aria-label="Main">
      <div className={classes.navMark}>
        <Mark />
      </div>
      <ul className={classes.places}>
        {PLACES.map(({ to, label, icon: Shape, also }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === '/'}
              className={classes.place}
              data-within={also?.some((one) => pathname.startsWith(one)) ? true : undefined}
            >
              <Shape size={19} stroke={1.7} aria-hidden />
              <span>{label}</span>
            </NavLink>
          </li>
        ))}
      </ul>
      <div className={classes.navFoot}>
        <SchemeSwitch />
      </div>
    </nav>
  );
}
