import { Button } from '@mantine/core';
import { IconCopy, IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '@/api/problem';
import { orderDocument } from '@/api/purchaseOrders';
import type { OrderDocument as Document, PurchaseOrder } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { Downloads } from '@/ui/Downloads';
import { Panel } from '@/ui/Panel';
import { toast } from '@/ui/toasts';
import classes from './PurchaseOrders.module.css';

interface OrderDocumentProps {
  order: PurchaseOrder;
  supplier: string;
}

/** The order as the supplier gets it: a file, or a mail. */
export function OrderDocument({ order, supplier }: OrderDocumentProps) {
  const [mail, setMail] = useState<Document['mail'] | null>(null);
  const id = order.purchase_order_id;
  const write = useMutation({
    mutationFn: () => orderDocument(id, 'csv'),
    onSuccess: (made) => setMail(made.mail),
    onError: (error) => {
      const problem = asProblem(error);
      toast(problem.title, { tone: 'danger', detail: problem.detail });
    },
  });
  return (
    <Panel
      title={`For ${supplier}`}
      hint={
        <>
          Their article numbers, quantities, costs and both addresses; no note and no stock. Your own name and
          address stand under <Link to="/settings">Settings</Link>.
        </>
      }
      actions={
        <>
          <Downloads label="Document" file={(format) => orderDocument(id, format).then((made) => made.url)} />
          <Button
            variant="default"
            leftSection={<IconMail size={16} aria-hidden />}
            loading={write.isPending}
            onClick={() => write.mutate()}
          >
            As a mail
          </Button>
        </>
      }
    >
      <p className="small dim">
        {order.status === 'draft'
          ? 'It is the draft as last saved. Send it, then mark it as ordered.'
          : 'It is the whole order, as it was ordered.'}
      </p>
      <Dialog opened={mail !== null} onClose={() => setMail(null)} title="Mail to the supplier" size={640}>
        {mail && <Mail mail={mail} supplier={order.supplier_id} />}
      </Dialog>
    </Panel>
  );
}

const address = ({ to, subject, body }: Document['mail']): string =>
  `mailto:${encodeURIComponent(to ?? '')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;

function Mail({ mail, supplier }: { mail: Document['mail']; supplier: string }) {
  const copy = () =>
    void navigator.clipboard.writeText(`${mail.subject}\n\n${mail.body}`).then(
      () => toast('Copied'),
      () =>
        toast('This browser does not allow copying', { tone: 'danger', detail: 'Select the text by hand.' }),
    );
  return (
    <div className="stack">
      <p>
        {mail.to === null ? (
          <>
            No mail address is known:{' '}
            <Link to={`/suppliers/${encodeURIComponent(supplier)}`}>enter it with the supplier</Link>.
          </>
        ) : (
          <>
            To <strong>{mail.to}</strong>
          </>
        )}
        <br />
        Subject <strong>{mail.subject}</strong>
      </p>
      {/* Scrolls where it is long: reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.mail} tabIndex={0} aria-label="Text of the mail">
        {mail.body}
      </pre>
      <div className="row-end">
        <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>
          Copy
        </Button>
        <Button component="a" href={address(mail)} leftSection={<IconMail size={16} aria-hidden />}>
          Open in the mail program
        </Button>
      </div>
    </div>
  );
}
