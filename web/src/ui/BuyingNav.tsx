import { NavLink } from 'react-router';
import classes from './BuyingNav.module.css';

const PLACES = [
  { to: '/orders', label: 'To order' },
  { to: '/purchase-orders', label: 'Drafts and deliveries' },
  { to: '/suppliers', label: 'Suppliers' },
];

/** The three pages of buying: what to order, what was ordered, and of whom. */
export function BuyingNav() {
  return (
    <nav aria-label="Buying" className={classes.nav}>
      {PLACES.map(({ to, label }) => (
        <NavLink key={to} to={to} end className={classes.place}>
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
