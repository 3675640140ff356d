import { Link } from 'react-router';
import classes from './ProductCell.module.css';

interface ProductCellProps {
  id: string;
  name: string;
  note?: string | undefined;
  tab?: string | undefined;
}

/** A product's name, leading to its page, over its id. */
export function ProductCell({ id, name, note, tab }: ProductCellProps) {
  return (
    <span className={classes.cell}>
      <Link to={`/products/${encodeURIComponent(id)}${tab ? `?tab=${tab}` : ''}`} className={classes.name}>
        {name || id}
      </Link>
      <span className={classes.id}>
        {id}
        {note && ` · ${note}`}
      </span>
    </span>
  );
}
