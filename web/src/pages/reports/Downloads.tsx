import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import { summaryFile, type FileFormat, type SummaryFilter } from '@/api/reports';
import { openUrl } from '@/lib/download';
import { toast } from '@/ui/toasts';

const FORMATS: [FileFormat, string][] = [
  ['csv', 'CSV, for any spreadsheet'],
  ['xlsx', 'Excel workbook'],
  ['pdf', 'PDF, to print or send'],
];

/** The report as a file, made on demand. */
export function Downloads({ filter }: { filter: SummaryFilter }) {
  const make = useMutation({
    mutationFn: (format: FileFormat) => summaryFile(filter, format),
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
          Download
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
