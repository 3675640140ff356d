import type { paths } from './schema';

/** Names for what the API says, all derived from the generated description. */

type Json<T> = T extends { content: { 'application/json': infer B } } ? B : never;
type Ok<O, S extends number> = O extends { responses: infer R }
  ? S extends keyof R
    ? Json<R[S]>
    : never
  : never;
type Body<O> = O extends { requestBody: infer B }
  ? Json<B>
  : O extends { requestBody?: infer B }
    ? Json<NonNullable<B>>
    : never;
type Query<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

export type ProductPage = Ok<paths['/products']['get'], 200>;
export type Product = ProductPage['items'][number];
export type ProductWrite = Body<paths['/products']['post']>;
export type ProductPatch = Body<paths['/products/{product_id}']['patch']>;
export type ProductQuery = Query<paths['/products']['get']>;

type SalesUpload = paths['/sales-data/upload']['post'];
type Report = Ok<SalesUpload, 200>;
/** How a file was read. openapi-fetch leaves out what is always null, as the time zone may be. */
export type ReadAs = Omit<NonNullable<Report['read_as']>, 'time_zone'> & { time_zone?: string | null };
export type UploadReport = Omit<Report, 'read_as'> & { read_as: ReadAs | null };
/** A person's word on how a file of sales is to be read; what is left out is for the file to say. */
export type ImportMapping = Ok<paths['/import-mappings/{mapping_id}']['get'], 200>;
export type FileOptions = Omit<Query<SalesUpload>, 'columns' | 'dry_run' | 'sku_map'> & {
  /** Product ids by the file's own ids. */
  sku_map?: Record<string, string>;
  /** The file's own column by role; null for none. */
  columns: Record<string, string | null>;
};
export type RowError = UploadReport['errors'][number];
export type UploadTicket = Ok<paths['/sales-data/uploads']['post'], 201>;
export type SalesRow = Ok<paths['/sales-data/{product_id}']['get'], 200>['items'][number];
export type SalesSummary = Ok<paths['/sales-data/summary']['get'], 200>;

export type GenerateRequest = Body<paths['/forecasts/generate']['post']>;
export type Forecast = Ok<paths['/forecasts/{product_id}']['get'], 200>;
export type ForecastDay = Forecast['forecast'][number];
export type JobStart = Ok<paths['/forecasts/generate']['post'], 202>;
export type Job = Ok<paths['/forecast-jobs/{job_id}']['get'], 200>;
export type Override = Ok<paths['/forecasts/{product_id}/overrides']['get'], 200>['items'][number];
export type NewOverride = Body<paths['/forecasts/{product_id}/overrides']['post']>;
export type Accuracy = Ok<paths['/forecasts/{product_id}/accuracy']['get'], 200>;

/** A report is answered as JSON or, in another format, as an address; these are the JSON ones. */
export type ForecastSummary = Extract<
  Ok<paths['/reports/forecast-summary']['get'], 200>,
  { totals: unknown }
>;
export type ReportFile = Extract<Ok<paths['/reports/forecast-summary']['get'], 200>, { url: string }>;
export type ReportJob = Ok<paths['/reports/jobs/{report_id}']['get'], 200>;
export type RecommendationPage = Extract<
  Ok<paths['/reports/inventory-recommendations']['get'], 200>,
  { items: unknown }
>;
export type Recommendation = RecommendationPage['items'][number];
export type TodayReport = Ok<paths['/reports/today']['get'], 200>;
export type UrgencyGroup = TodayReport['groups'][number];
export type RecommendationLine = UrgencyGroup['items'][number];
export type Urgency = Recommendation['urgency'];
export type RecommendationQuery = Query<paths['/reports/inventory-recommendations']['get']>;

export type Supplier = Ok<paths['/suppliers']['get'], 200>['items'][number];
export type NewSupplier = Body<paths['/suppliers']['post']>;
export type ShopSettings = Ok<paths['/settings']['get'], 200>;
export type ShopSettingsWrite = Body<paths['/settings']['put']>;

export type PurchaseOrderPage = Ok<paths['/purchase-orders']['get'], 200>;
export type PurchaseOrder = PurchaseOrderPage['items'][number];
export type OrderLine = PurchaseOrder['lines'][number];
export type OrderStatus = PurchaseOrder['status'];
export type PurchaseOrderQuery = Query<paths['/purchase-orders']['get']>;
export type OrderDocument = Extract<
  Ok<paths['/purchase-orders/{purchase_order_id}']['get'], 200>,
  { mail: unknown }
>;
export type GoodsReceived = Body<paths['/purchase-orders/{purchase_order_id}/receive']['post']>;
export type OrderPatch = Body<paths['/purchase-orders/{purchase_order_id}']['patch']>;
/** Drafts are asked for one by one, or from what is recommended: then the answer holds one for each supplier. */
export type DraftRequest = NonNullable<Body<paths['/purchase-orders']['post']>['from_recommendations']>;
export type Drafted = Extract<Ok<paths['/purchase-orders']['post'], 201>, { left_out: unknown }>;

export type Replay = Ok<paths['/reports/policy-replay']['get'], 200>;
export type Health = Ok<paths['/health']['get'], 200>;

export type Entry = Ok<paths['/calendar']['get'], 200>['items'][number];
export type EntryKind = Entry['kind'];
export type EntryWrite = Body<paths['/calendar']['post']>;
export type EntryPatch = Body<paths['/calendar/{event_id}']['patch']>;
export type EntryQuery = Query<paths['/calendar']['get']>;
export type EntryEffect = Ok<paths['/calendar/{event_id}/effect']['get'], 200>;
