import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { ActivityTray } from '@/activity/ActivityTray';
import { Toasts } from '@/ui/Toasts';
import { Connection } from './Connection';
import { Mark } from './Mark';
import { Nav } from './Nav';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';

/** The frame around every page: navigation at the side of a desk, at the foot of a phone. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) {
      main.current?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <header className={classes.top}>
        <Mark />
        <SchemeSwitch />
      </header>
      <Nav />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Connection />
        <ActivityTray />
        <Outlet />
      </main>
      <Toasts />
      <ScrollRestoration getKey={({ key, pathname }) => (key === 'default' ? pathname : key)} />
    </div>
  );
}
