import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import type { FileFormat } from '@/api/reports';
import { openUrl } from '@/lib/download';
import classes from './Downloads.module.css';
import popups from './Popup.module.css';
import { toast } from './toasts';
import { usePopup } from './usePopup';

const FORMATS: [FileFormat, string][] = [
  ['csv', 'CSV, for any spreadsheet'],
  ['xlsx', 'Excel workbook'],
  ['pdf', 'PDF, to print or send'],
];

interface DownloadsProps {
  label?: string;
  /** Asks for the file and gives its address. */
  file: (format: FileFormat) => Promise<string>;
}

/** A report as a file, made on demand. */
export function Downloads({ label = 'Download', file }: DownloadsProps) {
  const make = useMutation({
    mutationFn: file,
    onSuccess: (url) => openUrl(url),
    onError: (error) => {
      const problem = asProblem(error);
      toast(problem.title, { tone: 'danger', detail: problem.detail });
    },
  });
  const { trigger, popup } = usePopup(230);
  return (
    <>
      <Button
        variant="default"
        loading={make.isPending}
        leftSection={<IconDownload size={16} aria-hidden />}
        rightSection={<IconChevronDown size={14} aria-hidden />}
        {...trigger}
      >
        {label}
      </Button>
      <div className={`${popups.popup ?? ''} ${classes.formats ?? ''}`} {...popup}>
        {FORMATS.map(([format, label]) => (
          <UnstyledButton
            key={format}
            className={classes.format}
            onClick={() => {
              popup.ref.current?.hidePopover();
              make.mutate(format);
            }}
          >
            {label}
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}
