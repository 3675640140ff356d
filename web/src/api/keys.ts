/** One place for the names under which answers are cached. */
export const keys = {
  products: ['products'] as const,
  productList: (filter: object) => ['products', filter] as const,
  product: (id: string) => ['product', id] as const,
  sales: (id: string) => ['sales', id] as const,
  summary: ['sales-summary'] as const,
  forecast: (id: string) => ['forecast', id] as const,
  overrides: (id: string) => ['overrides', id] as const,
  accuracy: (id: string) => ['accuracy', id] as const,
  recommendations: ['recommendations'] as const,
  forecastSummary: ['forecast-summary'] as const,
  replay: ['replay'] as const,
  job: (id: string) => ['job', id] as const,
  upload: (id: string) => ['upload', id] as const,
  fileChecks: ['file-check'] as const,
  fileCheck: (choice: string, options: object) => ['file-check', choice, options] as const,
  health: ['health'] as const,
};
