import { Button } from '@mantine/core';
import { IconCopy, IconMail } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { OrderDocument as Document } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toasts';
import classes from './PurchaseOrders.module.css';

const address = ({ to, subject, body }: Document['mail']): string =>
  `mailto:${encodeURIComponent(to ?? '')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;

interface MailDialogProps {
  opened: boolean;
  onClose: () => void;
  mail: Document['mail'] | undefined;
  /** Its id. */
  supplier: string;
}

/** An order as a mail to its supplier, to copy or to open in the mail program. */
export function MailDialog({ opened, onClose, mail, supplier }: MailDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Mail to the supplier" size={640}>
      {mail && <Mail mail={mail} supplier={supplier} />}
    </Dialog>
  );
}

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
