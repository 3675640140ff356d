import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { count } from '@/lib/format';
import classes from './Pager.module.css';

interface PagerProps {
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
  what: string;
}

export function Pager({ page, size, total, onPage, what }: PagerProps) {
  if (total <= size) return null;
  const last = Math.ceil(total / size) - 1;
  return (
    <nav className={classes.pager} aria-label={`Pages of ${what}`}>
      <span className="num">
        {count(page * size + 1)}–{count(Math.min(total, (page + 1) * size))} of {count(total)}
      </span>
      <ActionIcon
        variant="default"
        aria-label="Previous page"
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label="Next page"
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </nav>
  );
}
