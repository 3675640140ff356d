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
import { NavLink } from 'react-router';
import { Mark } from './Mark';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';

const PLACES: { to: string; label: string; icon: Icon }[] = [
  { to: '/', label: 'Today', icon: IconSunHigh },
  { to: '/products', label: 'Products', icon: IconBox },
  { to: '/orders', label: 'Orders', icon: IconClipboardList },
  { to: '/calendar', label: 'Calendar', icon: IconCalendarEvent },
  { to: '/import', label: 'Import', icon: IconFileImport },
  { to: '/reports', label: 'Reports', icon: IconChartHistogram },
  { to: '/settings', label: 'Settings', icon: IconSettings },
];

export function Nav() {
  return (
    <nav className={classes.nav} aria-label="Main">
      <div className={classes.navMark}>
        <Mark />
      </div>
      <ul className={classes.places}>
        {PLACES.map(({ to, label, icon: Shape }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} className={classes.place}>
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
