// Generated from docs/openapi.json by `npm run api`. Do not edit.
// `npm run api:check` fails when this file and the API no longer agree.
export interface paths {
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read this contract as a page */
        get: operations["docs_docs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecast-jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftJob"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path: {
                    product_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftForecast"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/{product_id}/accuracy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    product_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftAccuracy"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/{product_id}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    product_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftOverrideList"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    product_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DraftNewOverride"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftOverride"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/{product_id}/overrides/{override_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    override_id: string;
                    product_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DraftGenerateRequest"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftForecast"];
                    };
                };
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftJobStart"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the API can serve */
        get: operations["health_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read this contract */
        get: operations["openapi_openapi_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products */
        get: operations["list_products_products_get"];
        put?: never;
        /** Create a product */
        post: operations["create_product_products_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a product */
        get: operations["get_product_products__product_id__get"];
        /** Replace a product */
        put: operations["replace_product_products__product_id__put"];
        post?: never;
        /** Delete a product */
        delete: operations["delete_product_products__product_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    dry_run?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "text/csv": string;
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftUploadReport"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/forecast-summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    category?: string;
                    format?: string;
                    horizon_days?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftForecastSummary"] | components["schemas"]["DraftReportFile"];
                    };
                };
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftReportJob"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/inventory-recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    category?: string;
                    cursor?: string;
                    format?: string;
                    limit?: number;
                    urgency?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftRecommendationPage"] | components["schemas"]["DraftReportFile"];
                    };
                };
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftReportJob"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/jobs/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    report_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftReportJob"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/policy-replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    category?: string;
                    product_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftReplay"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sales-data/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    from?: string;
                    granularity?: string;
                    limit?: number;
                    to?: string;
                };
                header?: never;
                path: {
                    product_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftSalesPage"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sales-data/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    category?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftSalesSummary"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sales-data/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    date_format?: string;
                    dry_run?: boolean;
                    on_unknown_product?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "text/csv": string;
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftUploadReport"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sales-data/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DraftUploadRequest"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftUploadTicket"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sales-data/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    upload_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftUploadStatus"];
                    };
                };
                /** @description problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DraftProblem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ChangedProduct
         * @description All details of an existing product; a ``product_id`` in the body must be the one in the path.
         */
        ChangedProduct: {
            /** Category */
            category: string;
            /**
             * Current Price
             * @description Selling price of one unit.
             */
            current_price: number;
            /**
             * Lead Time Days
             * @description Days from order to arrival.
             * @default 7
             */
            lead_time_days?: number;
            /**
             * Lead Time Std Days
             * @description Standard deviation of the lead time, in days.
             * @default 0
             */
            lead_time_std_days?: number;
            /**
             * Min Order Quantity
             * @description The supplier's smallest order, in units.
             * @default 0
             */
            min_order_quantity?: number;
            /** Name */
            name: string;
            /**
             * On Hand
             * @description Units in stock; null when unknown, which is not zero.
             */
            on_hand?: number | null;
            /**
             * On Order
             * @description Units ordered and not yet arrived.
             * @default 0
             */
            on_order?: number;
            /**
             * Order Multiple
             * @description The supplier's pack size, in units.
             * @default 1
             */
            order_multiple?: number;
            /** Product Id */
            product_id?: string | null;
            /**
             * Review Period Days
             * @description Days between two occasions to order.
             * @default 7
             */
            review_period_days?: number;
            /**
             * Service Level
             * @description Wanted probability of no stock-out in an order cycle.
             * @default 0.95
             */
            service_level?: number;
            /** @default active */
            status?: components["schemas"]["ProductStatus"];
            /**
             * Stock As Of
             * @description The day stock was counted.
             */
            stock_as_of?: string | null;
            /**
             * Supersedes
             * @description The predecessor whose demand this product takes over.
             */
            supersedes?: string | null;
            /**
             * Unit Cost
             * @description Purchase price of one unit; null when unknown.
             */
            unit_cost?: number | null;
        };
        DraftAccuracy: {
            backtest: components["schemas"]["DraftBacktest"] | null;
            history: components["schemas"]["DraftAccuracyDay"][];
            live: components["schemas"]["DraftLive"] | null;
            product_id: string;
            verdict: string;
        };
        DraftAccuracyDay: {
            actual: number;
            forecast_date: string;
            lower: number;
            predicted_demand: number;
            upper: number;
        };
        DraftAdjustment: {
            applied: boolean;
            end: string;
            factor: number;
            not_applied_because: string | null;
            reason: string;
            /** @enum {string} */
            source: "bedrock" | "event" | "override";
            start: string;
        };
        DraftAttention: {
            code: string;
            detail: string;
            name: string;
            product_id: string;
        };
        DraftBacktest: {
            bias: number | null;
            coverage: components["schemas"]["DraftCoverage"] | null;
            folds: number;
            horizon_days: number;
            mase: number | null;
            naive: components["schemas"]["DraftMetrics"];
            rmsse: number | null;
            skill_vs_naive: number | null;
            wape: number | null;
            weighted_quantile_loss: number | null;
        };
        DraftCoverage: {
            actual: number;
            expected: number;
            level: number;
            points: number;
        };
        DraftDataQuality: {
            gaps: number;
            stale_products: string[];
            stockout_products: components["schemas"]["DraftStockoutProduct"][];
            suspected_stockouts: number;
        };
        DraftDriver: {
            evidence: components["schemas"]["DraftEvidence"][];
            text: string;
        };
        DraftEvidence: {
            name: string;
            value: number;
        };
        DraftExplanation: {
            adjustments: components["schemas"]["DraftAdjustment"][];
            drivers: components["schemas"]["DraftDriver"][];
            summary: string;
            warnings: string[];
        };
        DraftForecast: {
            confidence_level: number;
            degraded: boolean;
            degraded_reason: string | null;
            /** @enum {string} */
            demand_pattern: "smooth" | "intermittent" | "erratic" | "lumpy" | "new";
            /** @enum {string} */
            engine: "bedrock" | "statistical";
            explanation: components["schemas"]["DraftExplanation"];
            forecast: components["schemas"]["DraftForecastDay"][];
            generated_at: string;
            history: components["schemas"]["DraftHistory"];
            horizon_days: number;
            method: string;
            model_accuracy: number | null;
            model_id: string | null;
            product_id: string;
            receipt: components["schemas"]["DraftReceipt"];
            run_id: string;
            total: components["schemas"]["DraftForecastTotal"];
        };
        DraftForecastCategory: {
            category: string;
            predicted_demand: number;
            predicted_revenue: number | null;
            previous_demand: number | null;
            products: number;
        };
        DraftForecastDay: {
            confidence_interval: components["schemas"]["DraftInterval"];
            forecast_date: string;
            predicted_demand: number;
            quantiles: {
                [key: string]: number;
            };
        };
        DraftForecastEvent: {
            end: string;
            expected_change_pct?: number | null;
            name: string;
            start: string;
        };
        DraftForecastMonth: {
            days: number;
            lower: number | null;
            month: string;
            predicted_demand: number;
            upper: number | null;
        };
        DraftForecastSummary: {
            accuracy: components["schemas"]["DraftSummaryAccuracy"];
            attention: components["schemas"]["DraftAttention"][];
            attention_total: number;
            by_category: components["schemas"]["DraftForecastCategory"][];
            by_month: components["schemas"]["DraftForecastMonth"][];
            category: string | null;
            currency: string;
            fallers: components["schemas"]["DraftMover"][];
            first_date: string | null;
            generated_at: string | null;
            horizon_days: number;
            last_date: string | null;
            risers: components["schemas"]["DraftMover"][];
            totals: components["schemas"]["DraftForecastTotals"];
        };
        DraftForecastTotal: {
            confidence_interval: components["schemas"]["DraftInterval"];
            predicted_demand: number;
            quantiles: {
                [key: string]: number;
            };
        };
        DraftForecastTotals: {
            lower: number | null;
            predicted_demand: number;
            predicted_revenue: number | null;
            previous_demand: number | null;
            products: number;
            products_without_forecast: number;
            upper: number | null;
        };
        DraftGenerateRequest: {
            all?: boolean;
            category?: string | null;
            confidence_level?: number;
            /** @enum {string} */
            engine?: "auto" | "bedrock" | "statistical";
            events?: components["schemas"]["DraftForecastEvent"][];
            horizon_days?: number;
            notes?: string | null;
            product_id?: string | null;
            product_ids?: string[] | null;
        };
        DraftHealth: {
            checks: {
                [key: string]: unknown;
            };
            status: string;
            version: string;
        };
        DraftHistory: {
            days: number;
            first_date: string | null;
            last_date: string | null;
            selling_days: number;
            suspected_stockout_days: number;
        };
        DraftInterval: {
            level: number;
            lower: number;
            upper: number;
        };
        DraftJob: {
            created_at: string;
            done: number;
            errors: components["schemas"]["DraftJobError"][];
            errors_truncated: boolean;
            failed: number;
            finished_at: string | null;
            job_id: string;
            products: number;
            progress: number;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "completed_with_errors" | "failed";
            trigger: string;
        };
        DraftJobError: {
            code: string;
            detail: string;
            product_id: string;
        };
        DraftJobStart: {
            job_id: string;
            products: number;
            status_url: string;
        };
        DraftLive: {
            bias: number | null;
            coverage: components["schemas"]["DraftCoverage"] | null;
            horizon_days: number;
            mase: number | null;
            naive: components["schemas"]["DraftMetrics"];
            rmsse: number | null;
            runs_scored: number;
            skill_vs_naive: number | null;
            value_added: components["schemas"]["DraftValueAdded"];
            wape: number | null;
            weighted_quantile_loss: number | null;
        };
        DraftMetrics: {
            bias: number | null;
            coverage: components["schemas"]["DraftCoverage"] | null;
            mase: number | null;
            rmsse: number | null;
            wape: number | null;
            weighted_quantile_loss: number | null;
        };
        DraftMover: {
            category: string;
            change_pct: number | null;
            name: string;
            predicted_demand: number;
            previous_demand: number;
            product_id: string;
        };
        DraftNewOverride: {
            author: string;
            end: string;
            expires_on?: string | null;
            factor?: number | null;
            quantity?: number | null;
            reason: string;
            start: string;
        };
        DraftNotice: {
            code: string;
            detail: string;
        };
        DraftOverride: {
            active: boolean;
            author: string;
            created_at: string;
            end: string;
            expires_on: string | null;
            factor: number | null;
            override_id: string;
            product_id: string;
            quantity: number | null;
            reason: string;
            start: string;
        };
        DraftOverrideList: {
            items: components["schemas"]["DraftOverride"][];
        };
        DraftProblem: {
            correlation_id?: string;
            detail?: string;
            instance?: string;
            status: number;
            title: string;
            type: string;
        };
        DraftProduct: {
            category: string;
            created_at: string;
            current_price: number;
            lead_time_days: number;
            lead_time_std_days: number;
            min_order_quantity: number;
            name: string;
            on_hand: number | null;
            on_order: number;
            order_multiple: number;
            product_id: string;
            review_period_days: number;
            service_level: number;
            /** @enum {string} */
            status: "active" | "discontinued";
            stock_as_of: string | null;
            supersedes: string | null;
            unit_cost: number | null;
            updated_at: string;
            version: number;
        };
        DraftProductPage: {
            items: components["schemas"]["DraftProduct"][];
            next_cursor: string | null;
        };
        DraftProductWrite: {
            category: string;
            current_price: number;
            lead_time_days?: number;
            lead_time_std_days?: number;
            min_order_quantity?: number;
            name: string;
            on_hand?: number | null;
            on_order?: number;
            order_multiple?: number;
            product_id?: string;
            review_period_days?: number;
            service_level?: number;
            /** @enum {string} */
            status?: "active" | "discontinued";
            stock_as_of?: string | null;
            supersedes?: string | null;
            unit_cost?: number | null;
        };
        DraftReceipt: {
            code_version: string;
            input_hash: string;
            input_tokens: number;
            output_tokens: number;
            parameters: {
                [key: string]: unknown;
            };
            rows: number;
        };
        DraftRecommendation: {
            as_of: string | null;
            category: string;
            cycle_service_level: number | null;
            days_of_cover: number | null;
            excess_units: number | null;
            excess_value: number | null;
            expected_demand: number | null;
            fill_rate: number | null;
            name: string;
            on_hand: number | null;
            on_order: number;
            order_by_date: string | null;
            order_up_to: number | null;
            order_value: number | null;
            product_id: string;
            projected_on_hand: number | null;
            reason: string;
            recommended_order_quantity: number | null;
            reorder_point: number | null;
            safety_stock: number | null;
            service_level: number;
            status: string;
            stock_as_of: string | null;
            stockout_date: string | null;
            stockout_probability: number | null;
            /** @enum {string} */
            urgency: "stocked_out" | "order_now" | "order_soon" | "ok" | "overstock" | "unknown_stock" | "no_forecast";
            value_at_risk: number | null;
            waterfall: components["schemas"]["DraftWaterfallLine"][];
        };
        DraftRecommendationPage: {
            currency: string;
            items: components["schemas"]["DraftRecommendation"][];
            next_cursor: string | null;
            totals: components["schemas"]["DraftRecommendationTotals"];
        };
        DraftRecommendationTotals: {
            by_urgency: {
                [key: string]: number;
            };
            excess_value: number;
            order_value: number;
            products: number;
            value_at_risk: number;
        };
        DraftReplay: {
            assumptions: string[];
            category: string | null;
            currency: string;
            days: number;
            first_date: string;
            last_date: string;
            minmax: components["schemas"]["DraftReplayResult"];
            product_id: string | null;
            products: number;
            products_skipped: number;
            recommended: components["schemas"]["DraftReplayResult"];
            series: components["schemas"]["DraftReplayDay"][];
            service_curve: components["schemas"]["DraftServiceCurvePoint"][];
        };
        DraftReplayDay: {
            date: string;
            minmax_stock: number;
            recommended_stock: number;
            sold: number;
        };
        DraftReplayResult: {
            average_stock_units: number;
            average_stock_value: number | null;
            cycle_service_level: number | null;
            fill_rate: number | null;
            orders: number;
            stockout_days: number;
            units_short: number;
            value_short: number;
        };
        DraftReportFile: {
            expires_at: string;
            report_id: string;
            url: string;
        };
        DraftReportJob: {
            completed_at: string | null;
            created_at: string;
            error: string | null;
            expires_at: string | null;
            format: string;
            kind: string;
            report_id: string;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed";
            status_url: string;
            url: string | null;
        };
        DraftRowError: {
            code: string;
            column: string | null;
            detail: string;
            line: number;
            value: string | null;
        };
        DraftSalesPage: {
            items: components["schemas"]["DraftSalesRow"][];
            next_cursor: string | null;
        };
        DraftSalesRow: {
            created_at: string | null;
            date: string;
            price: number | null;
            product_id: string;
            quantity_sold: number;
            revenue: number | null;
        };
        DraftSalesSummary: {
            by_category: components["schemas"]["DraftSummaryCategory"][];
            by_month: components["schemas"]["DraftSummaryMonth"][];
            data_quality: components["schemas"]["DraftDataQuality"];
            first_date: string | null;
            last_date: string | null;
            product_days: number;
            products: number;
            products_with_sales: number;
            top_products: components["schemas"]["DraftSummaryTop"][];
            total_revenue: number;
            total_units: number;
        };
        DraftServiceCurvePoint: {
            average_stock_units: number;
            average_stock_value: number | null;
            cycle_service_level: number | null;
            fill_rate: number | null;
            service_level: number;
            stockout_days: number;
            units_short: number;
        };
        DraftStockoutProduct: {
            days: number;
            product_id: string;
            runs: number;
        };
        DraftSummaryAccuracy: {
            bias: number | null;
            coverage: components["schemas"]["DraftSummaryCoverage"] | null;
            naive_wape: number | null;
            products: number;
            skill_vs_naive: number | null;
            wape: number | null;
        };
        DraftSummaryCategory: {
            category: string;
            product_days: number;
            products: number;
            total_revenue: number;
            total_units: number;
        };
        DraftSummaryCoverage: {
            actual: number | null;
            expected: number;
            level: number;
            points: number;
        };
        DraftSummaryMonth: {
            month: string;
            total_revenue: number;
            total_units: number;
        };
        DraftSummaryTop: {
            category: string;
            last_date: string;
            name: string;
            product_id: string;
            total_revenue: number;
            total_units: number;
        };
        DraftUploadReport: {
            dry_run: boolean;
            errors: components["schemas"]["DraftRowError"][];
            errors_truncated: boolean;
            failure: string | null;
            filename: string | null;
            first_date: string | null;
            last_date: string | null;
            product_days_written: number;
            products_created: number;
            products_touched: number;
            progress: number;
            rejected_rows_url: string | null;
            rows_accepted: number;
            rows_received: number;
            rows_rejected: number;
            rows_skipped: number;
            /** @enum {string} */
            status: "pending" | "processing" | "completed" | "failed";
            status_url: string | null;
            upload_id: string;
            warnings: components["schemas"]["DraftNotice"][];
        };
        DraftUploadRequest: {
            date_format?: string | null;
            filename: string;
            /** @enum {string} */
            on_unknown_product?: "reject" | "create";
        };
        DraftUploadStatus: {
            dry_run: boolean;
            errors: components["schemas"]["DraftRowError"][];
            errors_truncated: boolean;
            failure: string | null;
            filename: string | null;
            first_date: string | null;
            last_date: string | null;
            product_days_written: number;
            products_created: number;
            products_touched: number;
            progress: number;
            rejected_rows_url: string | null;
            rows_accepted: number;
            rows_received: number;
            rows_rejected: number;
            rows_skipped: number;
            /** @enum {string} */
            status: "pending" | "processing" | "completed" | "failed";
            status_url: string | null;
            upload_id: string;
            warnings: components["schemas"]["DraftNotice"][];
        };
        DraftUploadTicket: {
            expires_at: string;
            headers: {
                [key: string]: string;
            };
            max_bytes: number;
            method: string;
            status_url: string;
            upload_id: string;
            upload_url: string;
        };
        DraftValueAdded: {
            bedrock: number | null;
            naive: number | null;
            override: number | null;
            statistical: number | null;
        };
        DraftWaterfallLine: {
            /** @enum {string} */
            kind: "step" | "subtotal" | "total";
            label: string;
            quantity: number;
            source: string;
        };
        /**
         * Health
         * @description Whether the API can serve.
         */
        Health: {
            /** Checks */
            checks: {
                [key: string]: string;
            };
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "degraded";
            /** Version */
            version: string;
        };
        /**
         * NewProduct
         * @description A product to create; the id is generated when it is left out.
         */
        NewProduct: {
            /** Category */
            category: string;
            /**
             * Current Price
             * @description Selling price of one unit.
             */
            current_price: number;
            /**
             * Lead Time Days
             * @description Days from order to arrival.
             * @default 7
             */
            lead_time_days?: number;
            /**
             * Lead Time Std Days
             * @description Standard deviation of the lead time, in days.
             * @default 0
             */
            lead_time_std_days?: number;
            /**
             * Min Order Quantity
             * @description The supplier's smallest order, in units.
             * @default 0
             */
            min_order_quantity?: number;
            /** Name */
            name: string;
            /**
             * On Hand
             * @description Units in stock; null when unknown, which is not zero.
             */
            on_hand?: number | null;
            /**
             * On Order
             * @description Units ordered and not yet arrived.
             * @default 0
             */
            on_order?: number;
            /**
             * Order Multiple
             * @description The supplier's pack size, in units.
             * @default 1
             */
            order_multiple?: number;
            /** Product Id */
            product_id?: string | null;
            /**
             * Review Period Days
             * @description Days between two occasions to order.
             * @default 7
             */
            review_period_days?: number;
            /**
             * Service Level
             * @description Wanted probability of no stock-out in an order cycle.
             * @default 0.95
             */
            service_level?: number;
            /** @default active */
            status?: components["schemas"]["ProductStatus"];
            /**
             * Stock As Of
             * @description The day stock was counted.
             */
            stock_as_of?: string | null;
            /**
             * Supersedes
             * @description The predecessor whose demand this product takes over.
             */
            supersedes?: string | null;
            /**
             * Unit Cost
             * @description Purchase price of one unit; null when unknown.
             */
            unit_cost?: number | null;
        };
        /**
         * Problem
         * @description An error: RFC 9457 problem details.
         */
        Problem: {
            /** Correlation Id */
            correlation_id?: string | null;
            /** Detail */
            detail: string;
            /** Errors */
            errors?: components["schemas"]["ProblemField"][] | null;
            /** Instance */
            instance?: string | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * ProblemField
         * @description One field that is wrong.
         */
        ProblemField: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Pointer */
            pointer: string;
        };
        /**
         * ProductBody
         * @description One product.
         */
        ProductBody: {
            /** Category */
            category: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current Price */
            current_price: number;
            /** Lead Time Days */
            lead_time_days: number;
            /** Lead Time Std Days */
            lead_time_std_days: number;
            /** Min Order Quantity */
            min_order_quantity: number;
            /** Name */
            name: string;
            /** On Hand */
            on_hand: number | null;
            /** On Order */
            on_order: number;
            /** Order Multiple */
            order_multiple: number;
            /** Product Id */
            product_id: string;
            /** Review Period Days */
            review_period_days: number;
            /** Service Level */
            service_level: number;
            status: components["schemas"]["ProductStatus"];
            /** Stock As Of */
            stock_as_of: string | null;
            /** Supersedes */
            supersedes: string | null;
            /** Unit Cost */
            unit_cost: number | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * ProductPage
         * @description Some products, and the cursor of the page that follows.
         */
        ProductPage: {
            /** Items */
            items: components["schemas"]["ProductBody"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ProductStatus
         * @description Whether the product is still bought.
         * @enum {string}
         */
        ProductStatus: "active" | "discontinued";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    docs_docs_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    health_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Past the usage plan's rate or quota */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this depends on is down; `Retry-After` says when to try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openapi_openapi_json_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Past the usage plan's rate or quota */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this depends on is down; `Retry-After` says when to try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_products_products_get: {
        parameters: {
            query?: {
                category?: string | null;
                cursor?: string | null;
                limit?: number;
                /** @description Part of an id or a name. */
                q?: string | null;
                status?: components["schemas"]["ProductStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description The body or the cursor cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Readable, but invalid; each field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Past the usage plan's rate or quota */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this depends on is down; `Retry-After` says when to try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_product_products_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductBody"];
                };
            };
            /** @description The body or the cursor cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already, or still under way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not a content type that is read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Readable, but invalid; each field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Past the usage plan's rate or quota */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this depends on is down; `Retry-After` says when to try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_product_products__product_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The product's id. */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductBody"];
                };
            };
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Past the usage plan's rate or quota */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this depends on is down; `Retry-After` says when to try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_product_products__product_id__put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The product's id. */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedProduct"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductBody"];
                };
            };
            /** @description The body or the cursor cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `If-Match` names another version than the current one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not a content type that is read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Readable, but invalid; each field is named */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Past the usage plan's rate or quota */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this depends on is down; `Retry-After` says when to try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_product_products__product_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The product's id. */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `If-Match` names another version than the current one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Past the usage plan's rate or quota */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this depends on is down; `Retry-After` says when to try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
