import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import type { FileFormat } from '@/api/reports';
import { openUrl } from '@/lib/download';
import { toast } from '@/ui/toasts';

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
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          loading={make.isPending}
          leftSection={<IconDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(([format, label]) => (
          <Menu.Item key={format} onClick={() => make.mutate(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
