// Generated from docs/openapi.json by `npm run api`. Do not edit.
// `npm run api:check` fails when this file and the API no longer agree.
export interface paths {
    "/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the shop knows of its days
         * @description Return entries in order of their first days.
         */
        get: operations["listCalendarEntries"];
        put?: never;
        /**
         * Put an entry on the calendar
         * @description Put an entry on the calendar; the same name, days and scope is the same entry.
         */
        post: operations["createCalendarEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a calendar entry
         * @description Return one entry, with its version as ETag.
         */
        get: operations["getCalendarEntry"];
        /**
         * Replace a calendar entry
         * @description Replace all of an entry; what the body leaves out is taken away.
         */
        put: operations["replaceCalendarEntry"];
        post?: never;
        /**
         * Take an entry off the calendar
         * @description Take an entry off the calendar: forecasts made from now on know nothing of it.
         */
        delete: operations["deleteCalendarEntry"];
        options?: never;
        head?: never;
        /**
         * Change a calendar entry
         * @description Change what is sent and leave the rest (RFC 7396).
         */
        patch: operations["changeCalendarEntry"];
        trace?: never;
    };
    "/calendar/{event_id}/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what entries of the same name did to demand
         * @description Return what past occasions taught about an entry, on the products it concerns, and whether forecasts apply it.
         */
        get: operations["getCalendarEntryEffect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file of calendar entries
         * @description Put a file's entries on the calendar, and change those there are where the file says something.
         */
        post: operations["uploadCalendarEntries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what
         * @description Return changes of all that is changed through the API, oldest first, some seconds after they took place.
         *
         *     A load of sales is one change of each product that it touches; a purchase order's lines are told by their sums. Lists and mappings among the fields are JSON text, of long ones its beginning and a hash.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read this contract as a page
         * @description Answer a page that shows the contract and lets it be tried.
         */
        get: operations["getDocsPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin an export of all histories or all forecasts
         * @description Write every product's history, or latest forecast, into one file, while the caller does something else.
         *
         *     Each product is read once, as it is stored at that moment; what is written meanwhile may be in the file or not.
         */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask how far an export is, and where its file is
         * @description Return an export's status, and once it is completed where to fetch it for a quarter of an hour.
         */
        get: operations["getExport"];
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
        /**
         * Read how a forecast job is going
         * @description Return a job's status and progress, and which products could not be forecast.
         */
        get: operations["getForecastJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List latest forecasts by day, week or month
         * @description Return the latest forecasts in order of product ids.
         *
         *     Weeks and months have quantiles of their own sums, which are not the sums of their days' quantiles. Products that were never forecast are left out; `total` is that of the whole horizon whatever days are returned.
         */
        get: operations["listForecasts"];
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
        /**
         * Read the latest forecast
         * @description Return a product's latest forecast; `total` is that of the whole horizon whatever days are returned.
         */
        get: operations["getForecast"];
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
        /**
         * Read how good a product's forecasts are
         * @description Return the backtest of the latest forecast, and the score of past forecasts whose days have since been sold.
         */
        get: operations["getForecastAccuracy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/{product_id}/adjustments/{adjustment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an adjustment of the language model
         * @description Take an adjustment that is in force out of the latest forecast and of all later ones.
         */
        delete: operations["withdrawForecastAdjustment"];
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
        /**
         * List a product's overrides
         * @description Return all overrides of a product, oldest first, expired ones included.
         */
        get: operations["listForecastOverrides"];
        put?: never;
        /**
         * Override some days of a forecast
         * @description Keep an override, and apply it to the latest forecast at once and to every new one.
         */
        post: operations["createForecastOverride"];
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
        /**
         * Delete an override
         * @description Delete an override and take it out of the latest forecast; past ones keep it, to be scored as they stood.
         */
        delete: operations["deleteForecastOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/{product_id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a product's past forecasts
         * @description Return every forecast that was kept of a product, as it stood, latest first.
         */
        get: operations["listForecastRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forecasts/{product_id}/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a past forecast as it stood
         * @description Return a forecast with the days, intervals and entries of the calendar that it had when it was made.
         */
        get: operations["getForecastRun"];
        put?: never;
        post?: never;
        delete?: never;
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
        /**
         * Forecast one product now, or many in a job
         * @description Forecast a product and answer with it; several products start a job, to be followed at its `status_url`.
         */
        post: operations["generateForecast"];
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
        /**
         * Tell whether the API can serve
         * @description Answer 200 when it can, 503 when something it depends on is down.
         *
         *     `degraded` with 200: the holidays of a country that the stack names are not known, and are in no forecast.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List import mappings
         * @description Return the reading options that are kept for headers of files, in order of their ids.
         */
        get: operations["listImportMappings"];
        /**
         * Keep options for files of a header
         * @description Keep how files with this header are read: an upload that says nothing itself takes it.
         */
        put: operations["replaceImportMapping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-mappings/{mapping_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an import mapping
         * @description Return one mapping, with its version as ETag.
         */
        get: operations["getImportMapping"];
        put?: never;
        post?: never;
        /**
         * Delete an import mapping
         * @description Forget a mapping: files of its header are read by what they show again.
         */
        delete: operations["deleteImportMapping"];
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
        /**
         * Read this contract
         * @description Answer the OpenAPI 3.1 document.
         */
        get: operations["getOpenapiDocument"];
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
        /**
         * List products
         * @description Return products in order of their ids, or of their last changes.
         *
         *     A program that follows the catalogue asks for what was changed since a minute before the last change that it saw. Lists may lag a write by two seconds, and a product that is changed meanwhile may come twice.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Create a product
         * @description Add a product to the catalogue.
         */
        post: operations["createProduct"];
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
        /**
         * Read a product
         * @description Return one product, with its version as ETag.
         */
        get: operations["getProduct"];
        /**
         * Replace a product
         * @description Replace all details of a product; what the body leaves out goes back to its default.
         */
        put: operations["replaceProduct"];
        post?: never;
        /**
         * Delete a product
         * @description Delete a product with its sales, forecasts and runs.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description Change what is sent and leave the rest (RFC 7396); stock without the day it was counted counts as of today.
         */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/products/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create and change many products
         * @description Create or change each product by itself: one that fails stops no other, and sending all again changes nothing.
         */
        post: operations["upsertProducts"];
        delete?: never;
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
        /**
         * Upload a file of products and stock levels
         * @description Create products, and change those there are where the file says something: an empty cell changes nothing.
         */
        post: operations["uploadProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/purchase-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List purchase orders
         * @description Return orders in descending order of their ids: those made here newest first.
         */
        get: operations["listPurchaseOrders"];
        put?: never;
        /**
         * Draft a purchase order, or one for each supplier from what is recommended
         * @description Make a draft, or with `from_recommendations` one for each supplier; nothing is on order until it is ordered.
         */
        post: operations["createPurchaseOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/purchase-orders/{purchase_order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a purchase order, or make its document for the supplier
         * @description Return one order, with its version as ETag; or with `format` its document for the supplier, and a mail.
         */
        get: operations["getPurchaseOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a purchase order
         * @description Change what is sent and leave the rest (RFC 7396): all of a draft, expected days and note of an order.
         */
        patch: operations["changePurchaseOrder"];
        trace?: never;
    };
    "/purchase-orders/{purchase_order_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a purchase order
         * @description Cancel what is still to arrive; what was received stays received. Repeating it changes nothing.
         */
        post: operations["cancelPurchaseOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/purchase-orders/{purchase_order_id}/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order a draft
         * @description Order a draft: its lines are on order from then on. Repeating it changes nothing.
         */
        post: operations["placePurchaseOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/purchase-orders/{purchase_order_id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive goods
         * @description Record a receipt and raise `on_hand`, once however often it is sent.
         *
         *     A repeat is known by its `Idempotency-Key`; without one, by its day and lines.
         */
        post: operations["receivePurchaseOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/purchase-orders/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file of open orders
         * @description Put a file's orders in place; an order one of whose rows cannot be taken is rejected whole.
         *
         *     What is received by the file is in the stock counts already and raises nothing. Loading a file again changes nothing.
         */
        post: operations["uploadPurchaseOrders"];
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
        /**
         * Sum up the latest forecasts
         * @description Return totals, by category and by month, risers and fallers, accuracy, and what needs attention.
         */
        get: operations["getForecastSummary"];
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
        /**
         * Say what to order, when and why
         * @description Return recommendations, worst first or as asked; files hold all of them, `limit` and `cursor` are for JSON.
         */
        get: operations["listInventoryRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/inventory-recommendations/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say what to order of one product, when and why
         * @description Return one product's recommendation as everything is stored at this moment.
         */
        get: operations["getInventoryRecommendation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/inventory-recommendations/{product_id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a recommendation out of the list until a day
         * @description Leave it out of lists and files until a day, in place of an earlier snooze; return it as it is meanwhile.
         */
        post: operations["snoozeInventoryRecommendation"];
        /**
         * Put a recommendation back into the list
         * @description Put it back into the list before its day.
         */
        delete: operations["wakeInventoryRecommendation"];
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
        /**
         * Ask how far a report is
         * @description Return a report's status, and once it is completed where to fetch it.
         */
        get: operations["getReportJob"];
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
        /**
         * Replay the policy over the shop's own history
         * @description Walk the recommended policy and a plain min/max through past sales, and count what each would have missed.
         */
        get: operations["replayPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/service-curve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Weigh service against stock
         * @description Replay the recommended policy at several service levels: how much service each buys for how much stock.
         */
        get: operations["getServiceCurve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say what needs doing today
         * @description Return counts and money by urgency with the first recommendations of each, accuracy, and data to look at.
         */
        get: operations["getToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sales-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what many products sold lately
         * @description Return units sold by up to 100 products in the same last periods, in one read.
         */
        get: operations["listRecentSales"];
        put?: never;
        /**
         * Send sales as JSON
         * @description Read up to 5,000 items by the rules of files: good ones are written, bad ones are reported.
         */
        post: operations["recordSales"];
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
        /**
         * Read what a product sold
         * @description Return what a product sold, oldest first; days without a row are not listed.
         */
        get: operations["getSalesHistory"];
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
        /**
         * Read the shop's sales at a glance
         * @description Return totals, months, categories, best sellers and the quality of the data, of all or of one category.
         */
        get: operations["getSalesSummary"];
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
        /**
         * Upload a file of sales
         * @description Read a CSV file of sales: good rows are written, bad rows are reported, nothing is silent.
         */
        post: operations["uploadSales"];
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
        /**
         * Announce a large file
         * @description Answer an address in storage to send the file to; it is read from there as soon as it has arrived.
         */
        post: operations["createSalesUpload"];
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
        /**
         * Ask how far an upload is
         * @description Return the report of an upload as far as it is.
         */
        get: operations["getSalesUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the shop's settings
         * @description Return the shop's name and address on orders, and its holding cost.
         */
        get: operations["getSettings"];
        /**
         * Replace the shop's settings
         * @description Replace the shop's settings.
         */
        put: operations["replaceSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List suppliers
         * @description Return suppliers in order of their ids, with the lead times that were measured.
         */
        get: operations["listSuppliers"];
        put?: never;
        /**
         * Create a supplier
         * @description Add a supplier.
         */
        post: operations["createSupplier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppliers/{supplier_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a supplier
         * @description Return one supplier, with its version as ETag.
         */
        get: operations["getSupplier"];
        /**
         * Replace a supplier
         * @description Replace all details of a supplier; what the body leaves out goes back to its default.
         */
        put: operations["replaceSupplier"];
        post?: never;
        /**
         * Delete a supplier
         * @description Delete a supplier that has no orders which are neither received nor cancelled.
         */
        delete: operations["deleteSupplier"];
        options?: never;
        head?: never;
        /**
         * Change a supplier
         * @description Change what is sent and leave the rest (RFC 7396).
         */
        patch: operations["changeSupplier"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccuracyBody
         * @description Accuracy of a product's forecasts.
         */
        AccuracyBody: {
            backtest: components["schemas"]["BacktestBody"] | null;
            /**
             * History
             * @description Forecast and actual by day, for a chart.
             */
            history: components["schemas"]["ScoredDayBody"][];
            /**
             * Lag Days
             * @description `live` and `history` score the last forecasts made so many days ahead; null: all of them.
             */
            lag_days: number | null;
            live: components["schemas"]["LiveBody"] | null;
            /** Product Id */
            product_id: string;
            /**
             * Verdict
             * @description In a sentence; says so when the forecast is no better than the naive.
             */
            verdict: string;
        };
        /**
         * Action
         * @description Kind of a change.
         * @enum {string}
         */
        Action: "created" | "changed" | "deleted";
        /**
         * AddedBody
         * @description Units that are in a draft although they were not recommended.
         */
        AddedBody: {
            /** Product Id */
            product_id: string;
            /** Quantity */
            quantity: number;
            /** Why */
            why: string;
        };
        /**
         * AdjustmentBody
         * @description A change of some days for a reason outside the sales.
         */
        AdjustmentBody: {
            /**
             * Adjustment Id
             * @description What it is withdrawn by: a model's adjustment that stays in force.
             */
            adjustment_id: string | null;
            /**
             * Applied
             * @description False: only shown; `not_applied_because` says why.
             */
            applied: boolean;
            /**
             * End
             * Format: date
             */
            end: string;
            /**
             * Event Id
             * @description The calendar's entry that it is of.
             */
            event_id: string | null;
            /** Factor */
            factor: number;
            /** Not Applied Because */
            not_applied_because: string | null;
            /** Reason */
            reason: string;
            source: components["schemas"]["AdjustmentSource"];
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /** @enum {string} */
        AdjustmentSource: "bedrock" | "event" | "override";
        /**
         * Attention
         * @description A product that somebody should look at.
         */
        Attention: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Name */
            name: string;
            /** Product Id */
            product_id: string;
        };
        /**
         * BacktestBody
         * @description Rolling-origin evaluation on the product's own past, beside the seasonal naive.
         */
        BacktestBody: {
            /**
             * Bias
             * @description Sum of forecast minus actual over the sum of sales.
             */
            bias: number | null;
            coverage: components["schemas"]["CoverageBody"] | null;
            /** Folds */
            folds: number;
            /** Horizon Days */
            horizon_days: number;
            /**
             * Mase
             * @description Mean absolute error over the one-step naive's on the history before.
             */
            mase: number | null;
            naive: components["schemas"]["MetricsBody"];
            /**
             * Rmsse
             * @description Root mean squared error over the one-step naive's.
             */
            rmsse: number | null;
            /**
             * Skill Vs Naive
             * @description 1 - WAPE / WAPE of the naive; below 0 the naive was better.
             */
            skill_vs_naive: number | null;
            /**
             * Wape
             * @description Sum of absolute errors over the sum of sales.
             */
            wape: number | null;
            /**
             * Weighted Quantile Loss
             * @description Null when it cannot be known.
             */
            weighted_quantile_loss: number | null;
        };
        /**
         * BatchItemBody
         * @description Outcome of one item of a batch, in the order sent.
         */
        BatchItemBody: {
            problem: components["schemas"]["Problem"] | null;
            /** Product Id */
            product_id: string | null;
            result: components["schemas"]["BatchResult"];
        };
        /**
         * BatchResult
         * @description Fate of one item of a batch.
         * @enum {string}
         */
        BatchResult: "created" | "updated" | "unchanged" | "failed";
        /**
         * CategoryBody
         * @description The sales of one category.
         */
        CategoryBody: {
            /** Category */
            category: string;
            /** Product Days */
            product_days: number;
            /** Products */
            products: number;
            /** Total Revenue */
            total_revenue: number;
            /** Total Units */
            total_units: number;
        };
        /**
         * ChangeBody
         * @description One write of something that is changed through the API.
         */
        ChangeBody: {
            action: components["schemas"]["Action"];
            /**
             * Changed By
             * @description Name of the key; null where the system did it, or before it was noted.
             */
            changed_by: string | null;
            /**
             * Fields
             * @description What is another than before.
             */
            fields: components["schemas"]["ChangedField"][];
            /**
             * Occurred At
             * Format: date-time
             * @description To the second.
             */
            occurred_at: string;
            /**
             * Product Id
             * @description The product it is of; null where it is of no one product.
             */
            product_id: string | null;
            /**
             * Sequence
             * @description Sorts the changes of one thing.
             */
            sequence: string;
            /** @description `product`: its terms or its stock; `sales`: its history. */
            subject: components["schemas"]["Subject"];
            /**
             * Subject Id
             * @description Its id: of `product`, `sales` and `snooze` the product's, of `settings` `shop`.
             */
            subject_id: string;
        };
        /**
         * ChangedField
         * @description A field before and after a change.
         */
        ChangedField: {
            /** After */
            after: number | string | null;
            /** Before */
            before: number | string | null;
            /** Name */
            name: string;
        };
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
             * @description Units in stock; null when unknown, which is not zero; below zero: sold but not there.
             */
            on_hand?: number | null;
            /**
             * On Order
             * @description Units ordered and not yet arrived: the total, never less than what purchase orders have open.
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
             * @description Wanted probability of no stockout in an order cycle.
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
             * Supplier Id
             * @description The supplier it is ordered from.
             */
            supplier_id?: string | null;
            /**
             * Supplier Sku
             * @description What the supplier calls it.
             */
            supplier_sku?: string | null;
            /**
             * Unit Cost
             * @description Purchase price of one unit; null when unknown.
             */
            unit_cost?: number | null;
        };
        /**
         * ChangedProductPatch
         * @description Some members of ChangedProduct.
         */
        ChangedProductPatch: {
            /** Category */
            category?: string;
            /**
             * Current Price
             * @description Selling price of one unit.
             */
            current_price?: number;
            /**
             * Lead Time Days
             * @description Days from order to arrival.
             */
            lead_time_days?: number;
            /**
             * Lead Time Std Days
             * @description Standard deviation of the lead time, in days.
             */
            lead_time_std_days?: number;
            /**
             * Min Order Quantity
             * @description The supplier's smallest order, in units.
             */
            min_order_quantity?: number;
            /** Name */
            name?: string;
            /**
             * On Hand
             * @description Units in stock; null when unknown, which is not zero; below zero: sold but not there.
             */
            on_hand?: number | null;
            /**
             * On Order
             * @description Units ordered and not yet arrived: the total, never less than what purchase orders have open.
             */
            on_order?: number;
            /**
             * Order Multiple
             * @description The supplier's pack size, in units.
             */
            order_multiple?: number;
            /** Product Id */
            product_id?: string | null;
            /**
             * Review Period Days
             * @description Days between two occasions to order.
             */
            review_period_days?: number;
            /**
             * Service Level
             * @description Wanted probability of no stockout in an order cycle.
             */
            service_level?: number;
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
             * Supplier Id
             * @description The supplier it is ordered from.
             */
            supplier_id?: string | null;
            /**
             * Supplier Sku
             * @description What the supplier calls it.
             */
            supplier_sku?: string | null;
            /**
             * Unit Cost
             * @description Purchase price of one unit; null when unknown.
             */
            unit_cost?: number | null;
        };
        /**
         * ChangeIntervalBody
         * @description A range that holds the change with probability `level`.
         */
        ChangeIntervalBody: {
            /** Level */
            level: number;
            /** Lower */
            lower: number;
            /** Upper */
            upper: number;
        };
        /**
         * ChangeList
         * @description A page of changes, oldest first.
         */
        ChangeList: {
            /** Items */
            items: components["schemas"]["ChangeBody"][];
            /**
             * Next Cursor
             * @description A page may hold fewer than `limit`, and go on all the same.
             */
            next_cursor: string | null;
        };
        /**
         * CitationBody
         * @description A number that a statement rests on.
         */
        CitationBody: {
            /** Name */
            name: string;
            /** Value */
            value: number;
        };
        /**
         * CoverageBody
         * @description Interval coverage: how often the actual value lay inside, beside how often it should have.
         */
        CoverageBody: {
            /** Actual */
            actual: number;
            /** Expected */
            expected: number;
            /** Level */
            level: number;
            /** Points */
            points: number;
        };
        /**
         * DataQualityBody
         * @description Data quality: gaps, suspected stockouts and stale products.
         */
        DataQualityBody: {
            /**
             * Gaps
             * @description Days without a row between a product's first and last row, summed.
             */
            gaps: number;
            /**
             * Stale Products
             * @description Active, but without a row in the latest 28 days: the first 500 in order of their ids.
             */
            stale_products: string[];
            /**
             * Stale Total
             * @description How many there are of these in all.
             */
            stale_total: number;
            /**
             * Stockout Products
             * @description The 20 with most such days.
             */
            stockout_products: components["schemas"]["StockoutProductBody"][];
            /**
             * Suspected Stockouts
             * @description Runs of days without a sale too long to be chance.
             */
            suspected_stockouts: number;
        };
        /**
         * DayBody
         * @description One day's forecast.
         */
        DayBody: {
            confidence_interval: components["schemas"]["IntervalBody"];
            /**
             * Forecast Date
             * Format: date
             */
            forecast_date: string;
            /**
             * Predicted Demand
             * @description Expected units (the mean, which is what stock is built on).
             */
            predicted_demand: number;
            /**
             * Quantiles
             * @description Units by probability level: with probability 0.9, demand is at most `quantiles['0.9']`.
             * @example {
             *       "0.1": 1,
             *       "0.25": 2,
             *       "0.5": 3,
             *       "0.75": 5,
             *       "0.9": 7
             *     }
             */
            quantiles: {
                [key: string]: number;
            };
        };
        /** @enum {string} */
        DemandPattern: "smooth" | "intermittent" | "erratic" | "lumpy" | "new";
        /**
         * DocumentFormat
         * @description Format of an order's document.
         * @enum {string}
         */
        DocumentFormat: "pdf" | "csv" | "xlsx";
        /**
         * DraftsBody
         * @description Drafts from recommendations.
         */
        DraftsBody: {
            /**
             * Added
             * @description What fills orders up to their minimum order value.
             */
            added: components["schemas"]["AddedBody"][];
            /** Items */
            items: components["schemas"]["OrderBody"][];
            /**
             * Left Out
             * @description What is recommended or was asked for and is in none.
             */
            left_out: components["schemas"]["LeftOutBody"][];
        };
        /**
         * DriverBody
         * @description One reason for the forecast, with the numbers it rests on.
         */
        DriverBody: {
            /** Evidence */
            evidence: components["schemas"]["CitationBody"][];
            /** Text */
            text: string;
        };
        /**
         * Encoding
         * @description The encodings that are read; the values are what a caller names them.
         * @enum {string}
         */
        Encoding: "utf-8" | "utf-16" | "windows-1252" | "mac-roman";
        /** @enum {string} */
        EngineChoice: "auto" | "bedrock" | "statistical";
        /** @enum {string} */
        EngineName: "bedrock" | "statistical";
        /**
         * EntryAnswer
         * @description An entry of the calendar by itself, and what is worth a second look of it.
         */
        EntryAnswer: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /**
             * End
             * Format: date
             */
            end: string;
            /** Event Id */
            event_id: string;
            /** Expected Change Pct */
            expected_change_pct: number | null;
            kind: components["schemas"]["EntryKind"];
            /** Name */
            name: string;
            /** Note */
            note: string | null;
            /** Price */
            price: number | null;
            /**
             * Scope
             * @description `{"all": true}`, `{"category": "…"}` or `{"product_ids": ["…"]}`.
             */
            scope: {
                [key: string]: boolean | string | string[];
            };
            /**
             * Start
             * Format: date
             */
            start: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
            /**
             * Warnings
             * @description `unknown_category`, `unknown_product`: the entry names what no product has, or is.
             */
            warnings: components["schemas"]["WarningBody"][];
        };
        /**
         * EntryBody
         * @description One entry of the calendar.
         */
        EntryBody: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /**
             * End
             * Format: date
             */
            end: string;
            /** Event Id */
            event_id: string;
            /** Expected Change Pct */
            expected_change_pct: number | null;
            kind: components["schemas"]["EntryKind"];
            /** Name */
            name: string;
            /** Note */
            note: string | null;
            /** Price */
            price: number | null;
            /**
             * Scope
             * @description `{"all": true}`, `{"category": "…"}` or `{"product_ids": ["…"]}`.
             */
            scope: {
                [key: string]: boolean | string | string[];
            };
            /**
             * Start
             * Format: date
             */
            start: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * EntryFields
         * @description Everything about an entry that people say.
         */
        EntryFields: {
            /**
             * Created By
             * @description Who puts it there; the API key's id when left out. Changes leave it as it is.
             */
            created_by?: string | null;
            /**
             * End
             * Format: date
             * @description Last day; not before `start`.
             */
            end: string;
            /**
             * Expected Change Pct
             * @description 30: 30% more. Null: learn it from earlier entries of the same name.
             */
            expected_change_pct?: number | null;
            /**
             * @description `closure`: nothing is sold. `stockout`: the shelf was empty, sales are no demand. `promotion` and `price`: with a price, demand follows it as it followed prices before. `event`: anything else.
             * @default event
             */
            kind?: components["schemas"]["EntryKind"];
            /**
             * Name
             * @description Entries of one name are occasions of the same thing, and teach what it does to demand.
             */
            name: string;
            /** Note */
            note?: string | null;
            /**
             * Price
             * @description Selling price of one unit on its days.
             */
            price?: number | null;
            /**
             * @example {
             *       "category": "Tea"
             *     }
             */
            scope: components["schemas"]["ScopeBody"];
            /**
             * Start
             * Format: date
             * @description First day.
             */
            start: string;
        };
        /**
         * EntryFieldsPatch
         * @description Some members of EntryFields.
         */
        EntryFieldsPatch: {
            /**
             * Created By
             * @description Who puts it there; the API key's id when left out. Changes leave it as it is.
             */
            created_by?: string | null;
            /**
             * End
             * Format: date
             * @description Last day; not before `start`.
             */
            end?: string;
            /**
             * Expected Change Pct
             * @description 30: 30% more. Null: learn it from earlier entries of the same name.
             */
            expected_change_pct?: number | null;
            /** @description `closure`: nothing is sold. `stockout`: the shelf was empty, sales are no demand. `promotion` and `price`: with a price, demand follows it as it followed prices before. `event`: anything else. */
            kind?: components["schemas"]["EntryKind"];
            /**
             * Name
             * @description Entries of one name are occasions of the same thing, and teach what it does to demand.
             */
            name?: string;
            /** Note */
            note?: string | null;
            /**
             * Price
             * @description Selling price of one unit on its days.
             */
            price?: number | null;
            /**
             * @example {
             *       "category": "Tea"
             *     }
             */
            scope?: components["schemas"]["ScopeBody"];
            /**
             * Start
             * Format: date
             * @description First day.
             */
            start?: string;
        };
        /**
         * EntryKind
         * @description Kind of an entry.
         * @enum {string}
         */
        EntryKind: "promotion" | "event" | "closure" | "stockout" | "price";
        /**
         * EntryPage
         * @description Some entries, and the cursor of the page that follows.
         */
        EntryPage: {
            /** Items */
            items: components["schemas"]["EntryBody"][];
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * Warnings
             * @description On a first page: that no product has the category, or is the product.
             */
            warnings: components["schemas"]["WarningBody"][];
        };
        /**
         * EventBody
         * @description Something on known days, past or coming, that moves demand.
         */
        EventBody: {
            /**
             * End
             * Format: date
             * @description Last day; not before `start`.
             */
            end: string;
            /**
             * Expected Change Pct
             * @description 30: 30% more. Null: learn it from earlier days of an event of the same name.
             */
            expected_change_pct?: number | null;
            /** Name */
            name: string;
            /**
             * Start
             * Format: date
             * @description First day.
             */
            start: string;
        };
        /**
         * EventEffectBody
         * @description Effect of a calendar entry on the products it concerns.
         */
        EventEffectBody: {
            /** Event Id */
            event_id: string;
            /** Expected Change Pct */
            expected_change_pct: number | null;
            interval: components["schemas"]["ChangeIntervalBody"] | null;
            /** Learned Change Pct */
            learned_change_pct: number | null;
            /** Name */
            name: string;
            /**
             * Occasions
             * @description Past entries of the same name with sales.
             */
            occasions: number;
            /** Scored */
            scored: components["schemas"]["ScoredEventBody"][];
            /**
             * Used
             * @description False: forecasts show it and do not apply it: nothing is known, or it did not help.
             */
            used: boolean;
        };
        /**
         * EventValueBody
         * @description Value added by an entry of the calendar on its own days in past forecasts of the product.
         */
        EventValueBody: {
            /**
             * Applied
             * @description False: the latest of the forecasts showed it and did not apply it.
             */
            applied: boolean;
            /**
             * Days
             * @description Days forecast and sold since, of all forecasts together.
             */
            days: number;
            /**
             * End
             * Format: date
             */
            end: string;
            /**
             * Error With
             * @description The same with it, as it would be where it is only shown.
             */
            error_with: number;
            /**
             * Error Without
             * @description Sum of absolute errors without it, in units.
             */
            error_without: number;
            /** Event Id */
            event_id: string;
            /** Name */
            name: string;
            /**
             * Start
             * Format: date
             */
            start: string;
            /**
             * Value Added
             * @description Points of WAPE on these days that it saved; positive is better.
             */
            value_added: number | null;
        };
        /**
         * ExclusionBody
         * @description Rows that are no sales by what a column says: cancelled, void, a draft, …
         */
        ExclusionBody: {
            /**
             * Column
             * @description The column, as the file names it.
             */
            column: string;
            /** Rows */
            rows: number;
            /**
             * Value
             * @description Its value, as the file writes it; null: further values.
             */
            value: string | null;
        };
        /**
         * ExplanationBody
         * @description Explanation of a forecast in a buyer's words.
         */
        ExplanationBody: {
            /** Adjustments */
            adjustments: components["schemas"]["AdjustmentBody"][];
            /** Drivers */
            drivers: components["schemas"]["DriverBody"][];
            /** Summary */
            summary: string;
            /** Warnings */
            warnings: string[];
        };
        /**
         * ExportBody
         * @description An export, made or being made.
         */
        ExportBody: {
            /** Completed At */
            completed_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Error
             * @description What to do about an export that failed.
             */
            error: string | null;
            /**
             * Expires At
             * @description When `url` ends; asking again gives a new one.
             */
            expires_at: string | null;
            /** Export Id */
            export_id: string;
            format: components["schemas"]["ExportFormat"];
            /**
             * Products
             * @description Products that are in the file so far; those without data are not.
             */
            products: number;
            /**
             * Rows
             * @description Lines that are in the file so far, without a head.
             */
            rows: number;
            status: components["schemas"]["ReportStatus"];
            /** Status Url */
            status_url: string;
            /**
             * Url
             * @description Where to fetch the file, once it is completed.
             */
            url: string | null;
            what: components["schemas"]["Exported"];
        };
        /**
         * Exported
         * @description Data that an export holds, of all products.
         * @enum {string}
         */
        Exported: "histories" | "forecasts";
        /**
         * ExportFormat
         * @description Format of an export.
         * @enum {string}
         */
        ExportFormat: "ndjson" | "csv";
        /**
         * FileKind
         * @description Kinds of files that a mapping may be for.
         * @enum {string}
         */
        FileKind: "sales" | "products";
        /**
         * ForecastBody
         * @description The forecast of one product.
         */
        ForecastBody: {
            /** Confidence Level */
            confidence_level: number;
            /**
             * Degraded
             * @description True when the language model was wanted and could not be had.
             */
            degraded: boolean;
            /** Degraded Reason */
            degraded_reason: string | null;
            demand_pattern: components["schemas"]["DemandPattern"];
            engine: components["schemas"]["EngineName"];
            /**
             * Event Ids
             * @description The calendar's entries on its days.
             */
            event_ids: string[];
            explanation: components["schemas"]["ExplanationBody"];
            /** Forecast */
            forecast: components["schemas"]["DayBody"][];
            /**
             * Generated At
             * Format: date-time
             */
            generated_at: string;
            history: components["schemas"]["HistoryBody"];
            /** Horizon Days */
            horizon_days: number;
            /** Method */
            method: string;
            /**
             * Model Accuracy
             * @description 1 - WAPE of the product's own rolling-origin backtest; null when unknown.
             */
            model_accuracy: number | null;
            /**
             * Model Id
             * @description The language model that took part; null when none did.
             */
            model_id: string | null;
            /** Product Id */
            product_id: string;
            receipt: components["schemas"]["ReceiptBody"];
            /** Run Id */
            run_id: string;
            total: components["schemas"]["TotalBody"];
            /**
             * What If
             * @description True: an answer to a question. Nothing of it is stored.
             */
            what_if: boolean;
        };
        /**
         * ForecastCategory
         * @description One category's part of the forecast.
         */
        ForecastCategory: {
            /** Category */
            category: string;
            /** Predicted Demand */
            predicted_demand: number;
            /** Predicted Revenue */
            predicted_revenue: number | null;
            /** Previous Demand */
            previous_demand: number | null;
            /** Products */
            products: number;
        };
        /**
         * ForecastList
         * @description A page of latest forecasts.
         */
        ForecastList: {
            /** Items */
            items: components["schemas"]["ListedForecastBody"][];
            /**
             * Next Cursor
             * @description A page may hold fewer than `limit`, and go on all the same.
             */
            next_cursor: string | null;
            /**
             * Without Forecast
             * @description Products of `product_ids` that have none, or that there are not.
             */
            without_forecast: string[];
        };
        /**
         * ForecastMonth
         * @description One calendar month's part of the forecast; the first and the last may be partial.
         */
        ForecastMonth: {
            /**
             * Days
             * @description Days of this month that the forecast covers.
             */
            days: number;
            /** Lower */
            lower: number | null;
            /** Month */
            month: string;
            /** Predicted Demand */
            predicted_demand: number;
            /** Upper */
            upper: number | null;
        };
        /**
         * ForecastSummary
         * @description The latest forecasts of the catalogue, or of one category.
         */
        ForecastSummary: {
            accuracy: components["schemas"]["SummaryAccuracy"];
            /**
             * Attention
             * @description The most important first, at most 100.
             */
            attention: components["schemas"]["Attention"][];
            /** Attention Total */
            attention_total: number;
            /** By Category */
            by_category: components["schemas"]["ForecastCategory"][];
            /** By Month */
            by_month: components["schemas"]["ForecastMonth"][];
            /** Category */
            category: string | null;
            /** Currency */
            currency: string;
            /** Fallers */
            fallers: components["schemas"]["Mover"][];
            /** First Date */
            first_date: string | null;
            /**
             * Generated At
             * @description When the newest of the forecasts was made.
             */
            generated_at: string | null;
            /** Horizon Days */
            horizon_days: number;
            /** Last Date */
            last_date: string | null;
            /** Risers */
            risers: components["schemas"]["Mover"][];
            /**
             * Summed As Of
             * @description When the figures were last brought up to date: a change made since may not be in them yet. Null when they were worked out for this answer.
             */
            summed_as_of: string | null;
            totals: components["schemas"]["ForecastTotals"];
            /**
             * Warnings
             * @description `unknown_category`: no product has the category that was asked for.
             */
            warnings: components["schemas"]["WarningBody"][];
        };
        /**
         * ForecastTotals
         * @description The forecast of all products together.
         */
        ForecastTotals: {
            /**
             * Level
             * @description How often demand is expected between `lower` and `upper`.
             */
            level: number;
            /**
             * Lower
             * @description Sum of the products' own lower bounds: cautious, as if all erred together.
             */
            lower: number | null;
            /** Predicted Demand */
            predicted_demand: number;
            /**
             * Predicted Revenue
             * @description Predicted demand at today's prices.
             */
            predicted_revenue: number | null;
            /**
             * Previous Demand
             * @description Sold in as many days before the forecast.
             */
            previous_demand: number | null;
            /**
             * Products
             * @description Products with a forecast.
             */
            products: number;
            /** Products Without Forecast */
            products_without_forecast: number;
            /** Upper */
            upper: number | null;
        };
        /**
         * FromRecommendations
         * @description Drafts of what is recommended: of a supplier's, a category's or some products, exactly one of the three.
         */
        FromRecommendations: {
            /**
             * Budget
             * @description Most money that all drafts may cost together, in the shop's currency.
             */
            budget?: number | null;
            /** Category */
            category?: string | null;
            /**
             * Fill To Minimum
             * @description Fill orders below their supplier's `min_order_value` with those units of its products that avoid most loss for their money.
             * @default false
             */
            fill_to_minimum?: boolean;
            /**
             * Product Ids
             * @default []
             */
            product_ids?: string[];
            /**
             * Quantities
             * @description Quantities by product, in place of those recommended; 0 leaves a product out.
             */
            quantities?: {
                [key: string]: number;
            };
            /** Supplier Id */
            supplier_id?: string | null;
        };
        /**
         * GenerateForecasts
         * @description Forecast request: products by exactly one of the first four members; and options.
         */
        GenerateForecasts: {
            /**
             * All
             * @description All active products: a job.
             */
            all?: true | null;
            /**
             * Category
             * @description All active products of a category: a job.
             */
            category?: string | null;
            /**
             * Confidence Level
             * @description Probability that a day's demand lies within its confidence interval.
             * @default 0.8
             */
            confidence_level?: number;
            /**
             * @description `statistical`: numbers only. `bedrock`: let the language model judge events and notes and explain; when it cannot, the statistical forecast is returned, `degraded`. `auto`: the model where one is configured and events or notes give it something to judge.
             * @default auto
             */
            engine?: components["schemas"]["EngineChoice"];
            /**
             * Events
             * @description Put on the calendar for these products, so that every later forecast knows them too.
             * @default []
             * @example [
             *       {
             *         "end": "2026-12-06",
             *         "expected_change_pct": 30,
             *         "name": "Trade fair",
             *         "start": "2026-12-04"
             *       }
             *     ]
             */
            events?: components["schemas"]["EventBody"][];
            /**
             * Horizon Days
             * @description Days ahead.
             * @default 28
             */
            horizon_days?: number;
            /**
             * Notes
             * @description What you know that the sales do not show, in your words.
             */
            notes?: string | null;
            /**
             * Product Id
             * @description One product: answered at once.
             */
            product_id?: string | null;
            /**
             * Product Ids
             * @description Several products: a job.
             */
            product_ids?: string[] | null;
            /**
             * What If
             * @description True: a question. Nothing is stored, neither the events nor the forecast.
             * @default false
             */
            what_if?: boolean;
        };
        /**
         * GoodsReceived
         * @description Goods that have arrived.
         */
        GoodsReceived: {
            /**
             * Allow Over
             * @description More arrived than is open, and is to be counted.
             * @default false
             */
            allow_over?: boolean;
            /** Lines */
            lines: components["schemas"]["ReceivedLine"][];
            /**
             * Received On
             * Format: date
             */
            received_on: string;
        };
        /**
         * Granularity
         * @description The periods that histories and forecasts are told in; weeks start on Monday.
         * @enum {string}
         */
        Granularity: "day" | "week" | "month";
        /**
         * Health
         * @description Health of the API.
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
         * HistoryBody
         * @description History that the forecast was made from.
         */
        HistoryBody: {
            /**
             * Days
             * @description Observed days.
             */
            days: number;
            /** First Date */
            first_date: string | null;
            /** Last Date */
            last_date: string | null;
            /**
             * Selling Days
             * @description Days with a sale.
             */
            selling_days: number;
            /**
             * Suspected Stockout Days
             * @description Days that were read as out of stock, not as no demand.
             */
            suspected_stockout_days: number;
            /**
             * Unusual Days
             * @description Days over 15 times the usual sale and 6 times any other: left out, check them.
             */
            unusual_days: components["schemas"]["UnusualDayBody"][];
        };
        /**
         * ImportMappingBody
         * @description Options that are kept for files of a header.
         */
        ImportMappingBody: {
            /** Columns */
            columns: {
                [key: string]: string | null;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Date Format */
            date_format: string | null;
            /** Decimal Mark */
            decimal_mark: string | null;
            /** Encoding */
            encoding: string | null;
            /** Header */
            header: string[];
            kind: components["schemas"]["FileKind"];
            /**
             * Mapping Id
             * @description The header's fingerprint; `read_as.mapping_id` of uploads names it.
             */
            mapping_id: string;
            /** Sku Map */
            sku_map: {
                [key: string]: string;
            };
            /** Time Zone */
            time_zone: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * ImportMappingPage
         * @description Page of import mappings.
         */
        ImportMappingPage: {
            /** Items */
            items: components["schemas"]["ImportMappingBody"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * InboundBody
         * @description Units on their way to the shop.
         */
        InboundBody: {
            /**
             * Expected On
             * Format: date
             */
            expected_on: string;
            /**
             * Overdue Days
             * @description Days since they were expected; 0 when not overdue.
             */
            overdue_days: number;
            /**
             * Purchase Order Id
             * @description The purchase order they belong to; null when on order without one.
             */
            purchase_order_id: string | null;
            /** Quantity */
            quantity: number;
        };
        /**
         * IntervalBody
         * @description A range that holds the actual demand with probability `level`.
         */
        IntervalBody: {
            /** Level */
            level: number;
            /** Lower */
            lower: number;
            /** Upper */
            upper: number;
        };
        /**
         * JobAcceptedBody
         * @description A job that was started.
         */
        JobAcceptedBody: {
            /**
             * Event Ids
             * @description The calendar's entries that the request's events are now.
             */
            event_ids: string[];
            /** Job Id */
            job_id: string;
            /**
             * Products
             * @description Products of the job; null until it has counted a category, or everything.
             */
            products: number | null;
            /**
             * Status Url
             * @description Where to ask how it is going.
             */
            status_url: string;
            /** Warnings */
            warnings: string[];
        };
        /**
         * JobBody
         * @description Progress of a forecast job.
         */
        JobBody: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Done
             * @description Products with a new forecast.
             */
            done: number;
            /**
             * Errors
             * @description The first hundred.
             */
            errors: components["schemas"]["JobErrorBody"][];
            /** Errors Truncated */
            errors_truncated: boolean;
            /**
             * Failed
             * @description Products without one.
             */
            failed: number;
            /** Finished At */
            finished_at: string | null;
            /** Job Id */
            job_id: string;
            /**
             * Products
             * @description Products of the job; null until it has counted a category, or everything.
             */
            products: number | null;
            /** Progress */
            progress: number;
            status: components["schemas"]["JobStatus"];
            trigger: components["schemas"]["JobTrigger"];
        };
        /**
         * JobErrorBody
         * @description Failure of one product of a job.
         */
        JobErrorBody: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Product Id */
            product_id: string;
        };
        /** @enum {string} */
        JobStatus: "queued" | "running" | "completed" | "completed_with_errors" | "failed";
        /** @enum {string} */
        JobTrigger: "api" | "nightly" | "weekly";
        /**
         * LeadTimeSource
         * @description Source of a lead time.
         * @enum {string}
         */
        LeadTimeSource: "product" | "learned" | "supplier" | "default";
        /**
         * LearnedLeadTimeBody
         * @description Days from order to delivery as they were measured, weighted by the units that came.
         */
        LearnedLeadTimeBody: {
            /**
             * Average Delay Days
             * @description Days later than promised, on average; below 0: early.
             */
            average_delay_days: number | null;
            /** Counts */
            counts: boolean;
            /** Mean Days */
            mean_days: number;
            /**
             * P50
             * @description Within so many days half of the units had come.
             */
            p50: number;
            /** P90 */
            p90: number;
            /**
             * Receipts
             * @description Receipts it rests on; from five on it counts.
             */
            receipts: number;
            /**
             * Since
             * Format: date
             * @description Day of the first of these receipts.
             */
            since: string;
            /** Std Days */
            std_days: number;
        };
        /**
         * LeftOutBody
         * @description Units that are in no draft.
         */
        LeftOutBody: {
            /**
             * Code
             * @description Machine-readable and stable, such as `no_supplier` or `over_budget`.
             */
            code: string;
            /** Product Id */
            product_id: string;
            /**
             * Quantity
             * @description Units left out; null where no number is known.
             */
            quantity: number | null;
            /** Why */
            why: string;
        };
        /**
         * ListedForecastBody
         * @description The latest forecast of a product, without its explanation.
         */
        ListedForecastBody: {
            /** Confidence Level */
            confidence_level: number;
            demand_pattern: components["schemas"]["DemandPattern"];
            engine: components["schemas"]["EngineName"];
            /** Forecast */
            forecast: components["schemas"]["PeriodBody"][];
            /**
             * Generated At
             * Format: date-time
             */
            generated_at: string;
            /** Horizon Days */
            horizon_days: number;
            /** Method */
            method: string;
            /** Model Accuracy */
            model_accuracy: number | null;
            /** Product Id */
            product_id: string;
            /** Run Id */
            run_id: string;
            total: components["schemas"]["TotalBody"];
        };
        /**
         * LiveBody
         * @description The same over past forecasts whose days have since been sold, each scored as it stood.
         */
        LiveBody: {
            /**
             * Bias
             * @description Sum of forecast minus actual over the sum of sales.
             */
            bias: number | null;
            coverage: components["schemas"]["CoverageBody"] | null;
            /**
             * Events
             * @description By entry of the calendar, in order of their days.
             */
            events: components["schemas"]["EventValueBody"][];
            /**
             * Horizon Days
             * @description Days of the longest of them that are known by now.
             */
            horizon_days: number;
            /**
             * Mase
             * @description Mean absolute error over the one-step naive's on the history before.
             */
            mase: number | null;
            naive: components["schemas"]["MetricsBody"];
            /**
             * Rmsse
             * @description Root mean squared error over the one-step naive's.
             */
            rmsse: number | null;
            /** Runs Scored */
            runs_scored: number;
            /**
             * Skill Vs Naive
             * @description Null when it cannot be known.
             */
            skill_vs_naive: number | null;
            value_added: components["schemas"]["ValueAddedBody"];
            /**
             * Wape
             * @description Sum of absolute errors over the sum of sales.
             */
            wape: number | null;
            /**
             * Weighted Quantile Loss
             * @description Null when it cannot be known.
             */
            weighted_quantile_loss: number | null;
        };
        /**
         * MailBody
         * @description An order as a mail in plain text, for `mailto:` or to copy.
         */
        MailBody: {
            /** Body */
            body: string;
            /** Subject */
            subject: string;
            /**
             * To
             * @description The supplier's e-mail address, if it has one.
             */
            to: string | null;
        };
        /**
         * MetricsBody
         * @description Accuracy measures; smaller is better but for coverage, and bias is best at 0.
         */
        MetricsBody: {
            /**
             * Bias
             * @description Sum of forecast minus actual over the sum of sales.
             */
            bias: number | null;
            coverage: components["schemas"]["CoverageBody"] | null;
            /**
             * Mase
             * @description Mean absolute error over the one-step naive's on the history before.
             */
            mase: number | null;
            /**
             * Rmsse
             * @description Root mean squared error over the one-step naive's.
             */
            rmsse: number | null;
            /**
             * Wape
             * @description Sum of absolute errors over the sum of sales.
             */
            wape: number | null;
            /**
             * Weighted Quantile Loss
             * @description Null when it cannot be known.
             */
            weighted_quantile_loss: number | null;
        };
        /**
         * MonthBody
         * @description The sales of one month.
         */
        MonthBody: {
            /** Month */
            month: string;
            /** Total Revenue */
            total_revenue: number;
            /** Total Units */
            total_units: number;
        };
        /**
         * Mover
         * @description A product whose demand is forecast to change.
         */
        Mover: {
            /** Category */
            category: string;
            /**
             * Change Pct
             * @description Null when nothing was sold before.
             */
            change_pct: number | null;
            /** Name */
            name: string;
            /** Predicted Demand */
            predicted_demand: number;
            /** Previous Demand */
            previous_demand: number;
            /** Product Id */
            product_id: string;
        };
        /**
         * NewExport
         * @description An export to be made.
         */
        NewExport: {
            /** @description `csv`: a row a day, histories as `POST /sales-data/upload` takes them, formulas harmless. `ndjson`: a JSON object a line, histories as items of `POST /sales-data`, forecasts as items of `GET /forecasts` with their totals, which quantiles of days do not add up to. */
            format: components["schemas"]["ExportFormat"];
            /** @description Every product's days of sales, or its latest forecast. */
            what: components["schemas"]["Exported"];
        };
        /**
         * NewImportMapping
         * @description Options for files of a header; a call's own, as soon as it has any, count instead.
         */
        NewImportMapping: {
            /**
             * Columns
             * @description As for `POST /sales-data/upload`.
             */
            columns?: {
                [key: string]: string | null;
            };
            /**
             * Currency
             * @description As for `POST /sales-data/upload`.
             */
            currency?: string | null;
            /**
             * Date Format
             * @description As for `POST /sales-data/upload`.
             */
            date_format?: string | null;
            /**
             * Decimal Mark
             * @description As for `POST /sales-data/upload`.
             */
            decimal_mark?: ("." | ",") | null;
            /** @description As for `POST /sales-data/upload`. */
            encoding?: components["schemas"]["Encoding"] | null;
            /**
             * Header
             * @description The names of all columns as the file has them; their order and case make no difference.
             */
            header: string[];
            /**
             * @description Files of sales, or of products and stock.
             * @default sales
             */
            kind?: components["schemas"]["FileKind"];
            /**
             * Sku Map
             * @description Product ids by the file's own ids.
             */
            sku_map?: {
                [key: string]: string;
            };
            /**
             * Time Zone
             * @description As for `POST /sales-data/upload`.
             */
            time_zone?: string | null;
        };
        /**
         * NewLine
         * @description A line to order; lines are numbered in their order.
         */
        NewLine: {
            /**
             * Expected On
             * @description The day it is expected; after its lead time when left out.
             */
            expected_on?: string | null;
            /** Product Id */
            product_id: string;
            /** Quantity */
            quantity: number;
            /**
             * Supplier Sku
             * @description The product's when left out.
             */
            supplier_sku?: string | null;
            /**
             * Unit Cost
             * @description In the order's currency; the product's, if that is the shop's.
             */
            unit_cost?: number | null;
        };
        /**
         * NewOrderBody
         * @description A draft to make for one supplier, or with `from_recommendations` one for each; give nothing else with that.
         */
        NewOrderBody: {
            /**
             * Expected On
             * @description For lines that name no day.
             */
            expected_on?: string | null;
            from_recommendations?: components["schemas"]["FromRecommendations"] | null;
            /**
             * Lines
             * @description Up to 500; split a longer order. Needed unless `from_recommendations` is given.
             */
            lines?: components["schemas"]["NewLine"][] | null;
            /** Note */
            note?: string | null;
            /**
             * Purchase Order Id
             * @description Generated when left out.
             */
            purchase_order_id?: string | null;
            /**
             * Supplier Id
             * @description Needed unless `from_recommendations` is given.
             */
            supplier_id?: string | null;
        };
        /**
         * NewOverride
         * @description A person's own word on some days of a forecast. Give `factor` or `quantity`.
         */
        NewOverride: {
            /** Author */
            author: string;
            /**
             * End
             * Format: date
             * @description Last day; not before `start`.
             */
            end: string;
            /**
             * Expires On
             * @description Last day on which new forecasts still apply it; null: until it is deleted.
             */
            expires_on?: string | null;
            /**
             * Factor
             * @description Multiplies each day's forecast: 1.2 is 20% more.
             */
            factor?: number | null;
            /**
             * Quantity
             * @description Replaces each day's forecast: units a day.
             */
            quantity?: number | null;
            /** Reason */
            reason: string;
            /**
             * Start
             * Format: date
             * @description First day.
             */
            start: string;
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
             * @description Units in stock; null when unknown, which is not zero; below zero: sold but not there.
             */
            on_hand?: number | null;
            /**
             * On Order
             * @description Units ordered and not yet arrived: the total, never less than what purchase orders have open.
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
             * @description Wanted probability of no stockout in an order cycle.
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
             * Supplier Id
             * @description The supplier it is ordered from.
             */
            supplier_id?: string | null;
            /**
             * Supplier Sku
             * @description What the supplier calls it.
             */
            supplier_sku?: string | null;
            /**
             * Unit Cost
             * @description Purchase price of one unit; null when unknown.
             */
            unit_cost?: number | null;
        };
        /**
         * NewSales
         * @description Sales of some products and days; an item that is wrong is reported by its index and does not stop the others.
         */
        NewSales: {
            /** Items */
            items: {
                /** Format: date */
                date: string;
                price?: number | null;
                product_id: string;
                /** @description Negative for a return, which reduces its day. */
                quantity_sold: number;
                /** @description Else quantity times price. */
                revenue?: number | null;
            }[];
            /**
             * @description Replace the days, or add to them, which needs an `Idempotency-Key`.
             * @default replace
             */
            mode?: components["schemas"]["UploadMode"];
            /** @default reject */
            on_unknown_product?: components["schemas"]["OnUnknownProduct"];
            /**
             * Sku Map
             * @description Product ids by the ids that are sent.
             */
            sku_map?: {
                [key: string]: string;
            };
        };
        /**
         * NewSnooze
         * @description Snooze to make: until when, and why.
         */
        NewSnooze: {
            /** Reason */
            reason: string;
            /**
             * Until
             * Format: date
             * @description The day on which the line is in the list again; a year at most.
             */
            until: string;
        };
        /**
         * NewSupplier
         * @description A supplier to create; the id is generated when it is left out.
         */
        NewSupplier: {
            /** Address */
            address?: string | null;
            /**
             * Currency
             * @description Of its prices (ISO 4217); the shop's when null.
             */
            currency?: string | null;
            /** Email */
            email?: string | null;
            /**
             * Lead Time Days
             * @description As agreed; for products that have no days of their own.
             */
            lead_time_days?: number | null;
            /** Lead Time Std Days */
            lead_time_std_days?: number;
            /**
             * Min Order Value
             * @description Smallest order, in its currency.
             * @default 0
             */
            min_order_value?: number;
            /** Name */
            name: string;
            /** Note */
            note?: string | null;
            /**
             * Order Weekdays
             * @description The days of the week on which it takes orders; none for every day.
             * @default []
             */
            order_weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            /** Review Period Days */
            review_period_days?: number | null;
            /** Supplier Id */
            supplier_id?: string | null;
        };
        /**
         * NewSupplierPatch
         * @description Some members of NewSupplier.
         */
        NewSupplierPatch: {
            /** Address */
            address?: string | null;
            /**
             * Currency
             * @description Of its prices (ISO 4217); the shop's when null.
             */
            currency?: string | null;
            /** Email */
            email?: string | null;
            /**
             * Lead Time Days
             * @description As agreed; for products that have no days of their own.
             */
            lead_time_days?: number | null;
            /** Lead Time Std Days */
            lead_time_std_days?: number;
            /**
             * Min Order Value
             * @description Smallest order, in its currency.
             */
            min_order_value?: number;
            /** Name */
            name?: string;
            /** Note */
            note?: string | null;
            /**
             * Order Weekdays
             * @description The days of the week on which it takes orders; none for every day.
             */
            order_weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            /** Review Period Days */
            review_period_days?: number | null;
            /** Supplier Id */
            supplier_id?: string | null;
        };
        /**
         * NewUpload
         * @description A file to come.
         */
        NewUpload: {
            /**
             * Columns
             * @description As for `POST /sales-data/upload`.
             */
            columns?: {
                [key: string]: string | null;
            };
            /**
             * Currency
             * @description As for `POST /sales-data/upload`.
             */
            currency?: string | null;
            /**
             * Date Format
             * @description As for `POST /sales-data/upload`.
             */
            date_format?: string | null;
            /**
             * Decimal Mark
             * @description As for `POST /sales-data/upload`.
             */
            decimal_mark?: ("." | ",") | null;
            /** @description As for `POST /sales-data/upload`. */
            encoding?: components["schemas"]["Encoding"] | null;
            /**
             * Filename
             * @description Its name; a `.gz` at the end says it is compressed.
             */
            filename: string;
            /**
             * @description Replace the days that the file holds, or add to them; what one upload adds counts once.
             * @default replace
             */
            mode?: components["schemas"]["UploadMode"];
            /** @default reject */
            on_unknown_product?: components["schemas"]["OnUnknownProduct"];
            /**
             * Sku Map
             * @description Product ids by the ids that are sent.
             */
            sku_map?: {
                [key: string]: string;
            };
            /**
             * Time Zone
             * @description As for `POST /sales-data/upload`.
             */
            time_zone?: string | null;
        };
        /**
         * NoticeBody
         * @description Something worth knowing that did not keep rows from being taken.
         */
        NoticeBody: {
            /** Code */
            code: string;
            /**
             * Column
             * @description The cell's column, as the file names it.
             */
            column?: string | null;
            /** Detail */
            detail: string;
            /**
             * Line
             * @description The line of the cell that it is about, where it is about one.
             */
            line?: number | null;
            /** Value */
            value?: string | null;
        };
        /**
         * OnUnknownProduct
         * @description Policy for rows of a product that the catalogue does not have.
         * @enum {string}
         */
        OnUnknownProduct: "reject" | "create";
        /**
         * OrderBody
         * @description One purchase order.
         */
        OrderBody: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Created By
             * @description Id of the API key that made it.
             */
            created_by: string | null;
            /** Currency */
            currency: string;
            /**
             * Expected On
             * @description By when all that is still to arrive is expected.
             */
            expected_on: string | null;
            /** Lines */
            lines: components["schemas"]["OrderLineBody"][];
            /** Note */
            note: string | null;
            /** Ordered On */
            ordered_on: string | null;
            /** Purchase Order Id */
            purchase_order_id: string;
            status: components["schemas"]["OrderStatus"];
            /** Supplier Id */
            supplier_id: string;
            /**
             * Total Cost
             * @description Null when the cost of a line is unknown.
             */
            total_cost: number | null;
            /** Total Units */
            total_units: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
            /** Warnings */
            warnings: components["schemas"]["WarningBody"][];
        };
        /**
         * OrderDocumentBody
         * @description Address of an order's document for the supplier, which ends.
         */
        OrderDocumentBody: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            mail: components["schemas"]["MailBody"];
            /** Url */
            url: string;
        };
        /**
         * OrderLineBody
         * @description One line of an order.
         */
        OrderLineBody: {
            /**
             * Cancelled
             * @description What has not arrived is not coming: the product was removed.
             */
            cancelled: boolean;
            /** Expected On */
            expected_on: string | null;
            /** Line */
            line: number;
            /**
             * Open Quantity
             * @description Ordered and still to arrive; 0 in a draft.
             */
            open_quantity: number;
            /** Product Id */
            product_id: string;
            /**
             * Promised On
             * @description The day that was expected when it was ordered.
             */
            promised_on: string | null;
            /** Quantity */
            quantity: number;
            /** Received Quantity */
            received_quantity: number;
            /** Supplier Sku */
            supplier_sku: string | null;
            /** Unit Cost */
            unit_cost: number | null;
        };
        /**
         * OrderPage
         * @description Some purchase orders, and the cursor of the page that follows.
         */
        OrderPage: {
            /** Items */
            items: components["schemas"]["OrderBody"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * OrderRequest
         * @description The day an order was sent to its supplier.
         */
        OrderRequest: {
            /**
             * Ordered On
             * @description Today when left out; may lie in the past.
             */
            ordered_on?: string | null;
        };
        /**
         * OrderStatus
         * @description Status of a purchase order.
         * @enum {string}
         */
        OrderStatus: "draft" | "ordered" | "partially_received" | "received" | "cancelled";
        /**
         * OverrideBody
         * @description A person's own word on some days of a forecast.
         */
        OverrideBody: {
            /**
             * Active
             * @description Whether new forecasts still apply it.
             */
            active: boolean;
            /** Author */
            author: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * End
             * Format: date
             */
            end: string;
            /** Expires On */
            expires_on: string | null;
            /** Factor */
            factor: number | null;
            /** Override Id */
            override_id: string;
            /** Product Id */
            product_id: string;
            /** Quantity */
            quantity: number | null;
            /** Reason */
            reason: string;
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /**
         * OverrideList
         * @description All overrides of a product, oldest first.
         */
        OverrideList: {
            /** Items */
            items: components["schemas"]["OverrideBody"][];
        };
        /**
         * OverwriteBody
         * @description A product-day that is replaced.
         */
        OverwriteBody: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Product Id */
            product_id: string;
            /** Units After */
            units_after: number;
            /** Units Before */
            units_before: number;
        };
        /**
         * OverwritesBody
         * @description The product-days that a file puts in place of stored ones.
         */
        OverwritesBody: {
            /**
             * Examples
             * @description Those that change most.
             */
            examples: components["schemas"]["OverwriteBody"][];
            /** Product Days */
            product_days: number;
            /** Units After */
            units_after: number;
            /** Units Before */
            units_before: number;
        };
        /**
         * PeriodBody
         * @description One day's, week's or month's forecast, with quantiles of its own.
         */
        PeriodBody: {
            confidence_interval: components["schemas"]["IntervalBody"];
            /**
             * Days
             * @description Days that are summed: fewer where the horizon, `from` or `to` cuts the period.
             */
            days: number;
            /**
             * Forecast Date
             * Format: date
             * @description First day that is summed.
             */
            forecast_date: string;
            /**
             * Last Date
             * Format: date
             * @description Last day that is summed.
             */
            last_date: string;
            /** Predicted Demand */
            predicted_demand: number;
            /**
             * Quantiles
             * @description Units by probability level: with probability 0.9, demand is at most `quantiles['0.9']`.
             * @example {
             *       "0.1": 1,
             *       "0.25": 2,
             *       "0.5": 3,
             *       "0.75": 5,
             *       "0.9": 7
             *     }
             */
            quantiles: {
                [key: string]: number;
            };
        };
        /**
         * PolicyReplay
         * @description The recommended policy and a plain min/max, walked through the shop's own history.
         */
        PolicyReplay: {
            /** Assumptions */
            assumptions: string[];
            /** Category */
            category: string | null;
            /** Currency */
            currency: string;
            /** Days */
            days: number;
            /**
             * First Date
             * Format: date
             */
            first_date: string;
            /**
             * Last Date
             * Format: date
             */
            last_date: string;
            minmax: components["schemas"]["ReplayResult"];
            /** Product Id */
            product_id: string | null;
            /**
             * Products
             * @description Products replayed.
             */
            products: number;
            /**
             * Products Skipped
             * @description Products with too short a history.
             */
            products_skipped: number;
            recommended: components["schemas"]["ReplayResult"];
            /** Series */
            series: components["schemas"]["ReplayDay"][];
            /** Service Curve */
            service_curve: components["schemas"]["ServiceCurvePoint"][];
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
         * ProductBatchAnswer
         * @description Outcomes of a batch, one an item.
         */
        ProductBatchAnswer: {
            /** Items */
            items: components["schemas"]["BatchItemBody"][];
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
            /** Supplier Id */
            supplier_id: string | null;
            /** Supplier Sku */
            supplier_sku: string | null;
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
         * ProductOrder
         * @description Order of a product list: by id, or by when products were last changed, the longest ago first.
         * @enum {string}
         */
        ProductOrder: "product_id" | "updated_at";
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
         * @description Status of a product: bought, or discontinued.
         * @enum {string}
         */
        ProductStatus: "active" | "discontinued";
        /**
         * ReadAsBody
         * @description Reading result of a file; null is what was not decided.
         */
        ReadAsBody: {
            /**
             * Columns
             * @description The file's own column name by role; null where there is none.
             */
            columns: {
                [key: string]: string | null;
            };
            /**
             * Currency
             * @description What amounts of money are in (ISO 4217); null where the file has none.
             */
            currency: string | null;
            /**
             * Date Format
             * @description As `date_format=` takes it.
             */
            date_format: string | null;
            /** Decimal Mark */
            decimal_mark: string | null;
            /** Delimiter */
            delimiter: string;
            /** Encoding */
            encoding: string;
            /**
             * Group Mark
             * @description Groups thousands, where a file groups them; blanks and apostrophes do too.
             */
            group_mark: string | null;
            /**
             * Layout
             * @description The known export that the file is, or `table`.
             */
            layout: string;
            /**
             * Mapping Id
             * @description The import mapping whose options were taken, since the call had none.
             */
            mapping_id?: string | null;
            /**
             * Time Zone
             * @description Whose days they are: the caller's zone, or the one offset of all stamps; null: as written.
             */
            time_zone: string | null;
            /**
             * Unused Columns
             * @description Columns that were not looked at.
             */
            unused_columns: string[];
        };
        /**
         * ReceiptBody
         * @description Provenance of the forecast: its data, its code and its parameters.
         */
        ReceiptBody: {
            /** Code Version */
            code_version: string;
            /**
             * Input Hash
             * @description Changes when, and only when, the input does.
             */
            input_hash: string;
            /** Input Tokens */
            input_tokens: number;
            /** Output Tokens */
            output_tokens: number;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Rows */
            rows: number;
        };
        /**
         * ReceivedLine
         * @description Units that arrived of a line.
         */
        ReceivedLine: {
            /** Line */
            line: number;
            /** Quantity */
            quantity: number;
        };
        /**
         * RecentSalesBody
         * @description Units sold by some products in the same last periods, for small charts beside them.
         */
        RecentSalesBody: {
            /**
             * As Of
             * Format: date
             * @description Today: the last period holds days up to it.
             */
            as_of: string;
            granularity: components["schemas"]["Granularity"];
            /** Items */
            items: components["schemas"]["RecentSalesItem"][];
            /**
             * Periods
             * @description First days of the periods, oldest first.
             */
            periods: string[];
            /**
             * Without Sales
             * @description Products that never sold, or that there are not.
             */
            without_sales: string[];
        };
        /**
         * RecentSalesItem
         * @description Units that a product sold, a value a period.
         */
        RecentSalesItem: {
            /** Product Id */
            product_id: string;
            /**
             * Quantity Sold
             * @description Null where the product has no row.
             */
            quantity_sold: (number | null)[];
        };
        /**
         * RecommendationBody
         * @description Order recommendation of one product, and its reason.
         */
        RecommendationBody: {
            /**
             * As Of
             * @description The day the figures are for; null without a forecast.
             */
            as_of: string | null;
            /**
             * Borrowed
             * @description It never sold: its demand is its category's, and it is ranked apart from what has sold.
             */
            borrowed: boolean;
            /** Category */
            category: string;
            /**
             * Cycle Service Level
             * @description Cycle service level that `order_up_to` reaches after rounding to whole units.
             */
            cycle_service_level: number | null;
            /**
             * Days Of Cover
             * @description Days until the last unit is used, at the median.
             */
            days_of_cover: number | null;
            /**
             * Excess Units
             * @description Stock and orders beyond `order_up_to` and one review period's demand.
             */
            excess_units: number | null;
            /**
             * Excess Value
             * @description The excess at `unit_cost`; null when unknown.
             */
            excess_value: number | null;
            /**
             * Expected Demand
             * @description Mean demand over the protection period (lead time and review period).
             */
            expected_demand: number | null;
            /**
             * Fill Rate
             * @description Share of demand that `order_up_to` serves from stock; not the service level.
             */
            fill_rate: number | null;
            /**
             * Inbound
             * @description What is on its way, in the order in which it is likely to come.
             */
            inbound: components["schemas"]["InboundBody"][];
            /**
             * Lead Time Days
             * @description Days from an order to its delivery that the figures rest on, on average.
             */
            lead_time_days: number | null;
            /** @description Whose lead time the figures rest on: the `product`'s, `learned` from deliveries, the `supplier`'s, or the `default`; null without a forecast. */
            lead_time_source: components["schemas"]["LeadTimeSource"] | null;
            /**
             * Lead Time Std Days
             * @description Standard deviation of these days.
             */
            lead_time_std_days: number | null;
            /**
             * Min Order Quantity
             * @description The product's; no order is smaller.
             */
            min_order_quantity: number;
            /** Name */
            name: string;
            /**
             * On Hand
             * @description Units in stock as counted; null when unknown.
             */
            on_hand: number | null;
            /** On Order */
            on_order: number;
            /**
             * Order By Date
             * @description Last day to order without falling below the service level; null: not soon.
             */
            order_by_date: string | null;
            /**
             * Order Multiple
             * @description The product's; orders are multiples of it.
             */
            order_multiple: number;
            /**
             * Order Up To
             * @description Quantile of demand over the protection period.
             */
            order_up_to: number | null;
            /**
             * Order Value
             * @description The order at `unit_cost`; null when that is unknown.
             */
            order_value: number | null;
            /** Product Id */
            product_id: string;
            /**
             * Projected On Hand
             * @description Units in stock on `as_of`: the count, less what was sold since.
             */
            projected_on_hand: number | null;
            /**
             * Reason
             * @description The recommendation in words.
             */
            reason: string;
            /**
             * Recommended Order Quantity
             * @description Units to order; null when stock is unknown or there is no forecast.
             */
            recommended_order_quantity: number | null;
            /**
             * Reorder Point
             * @description Quantile of demand over the lead time.
             */
            reorder_point: number | null;
            /**
             * Review Period Days
             * @description Days from the next occasion to order to the one after it, as the figures have it.
             */
            review_period_days: number | null;
            /**
             * Safety Stock
             * @description `order_up_to` less `expected_demand`.
             */
            safety_stock: number | null;
            /**
             * Service Level
             * @description Wanted cycle service level: chance of no stockout in a cycle.
             */
            service_level: number;
            /** @description Until when it is left out of the list, and why; null when it is not. */
            snoozed: components["schemas"]["SnoozeBody"] | null;
            /**
             * Status
             * @description `active` or `discontinued`; the latter is never ordered.
             */
            status: string;
            /**
             * Stock As Of
             * @description The day stock was counted.
             */
            stock_as_of: string | null;
            /**
             * Stockout Date
             * @description First day on which median demand exceeds stock and arrivals; null when none within a year.
             */
            stockout_date: string | null;
            /**
             * Stockout Probability
             * @description Chance of running out on any day before an order placed now could arrive.
             */
            stockout_probability: number | null;
            /**
             * Supplier Id
             * @description Who delivers it; null when unknown.
             */
            supplier_id: string | null;
            /**
             * Unit Cost
             * @description The product's; null when unknown.
             */
            unit_cost: number | null;
            /** @description `expedite`: enough is on its way, but too late; `reason` says how many short, and when. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Value At Risk
             * @description Expected units short before a delivery could arrive, at `current_price`.
             */
            value_at_risk: number | null;
            /** Waterfall */
            waterfall: components["schemas"]["WaterfallLineBody"][];
        };
        /**
         * RecommendationLine
         * @description One product's recommendation in short; `GET /reports/inventory-recommendations/{product_id}` has all of it.
         */
        RecommendationLine: {
            /** Borrowed */
            borrowed: boolean;
            /** Category */
            category: string;
            /** Days Of Cover */
            days_of_cover: number | null;
            /** Excess Units */
            excess_units: number | null;
            /** Excess Value */
            excess_value: number | null;
            /** Name */
            name: string;
            /** On Hand */
            on_hand: number | null;
            /** On Order */
            on_order: number;
            /** Order By Date */
            order_by_date: string | null;
            /** Order Value */
            order_value: number | null;
            /** Product Id */
            product_id: string;
            /** Projected On Hand */
            projected_on_hand: number | null;
            /** Reason */
            reason: string;
            /** Recommended Order Quantity */
            recommended_order_quantity: number | null;
            /** Stockout Date */
            stockout_date: string | null;
            /** Stockout Probability */
            stockout_probability: number | null;
            /** Supplier Id */
            supplier_id: string | null;
            urgency: components["schemas"]["Urgency"];
            /** Value At Risk */
            value_at_risk: number | null;
        };
        /**
         * RecommendationPage
         * @description Some recommendations, and the cursor of the page that follows.
         */
        RecommendationPage: {
            /**
             * Currency
             * @description ISO 4217 code of every amount of money.
             */
            currency: string;
            /** Items */
            items: components["schemas"]["RecommendationBody"][];
            /**
             * Listed As Of
             * @description When order, filters and totals were last brought up to date: a change made since may not be in them yet, but is in the lines. Null when they were worked out for this answer.
             */
            listed_as_of: string | null;
            /** Next Cursor */
            next_cursor: string | null;
            totals: components["schemas"]["RecommendationTotals"];
            /**
             * Warnings
             * @description `unknown_category`: no product has the category that was asked for. `no_products`: no product fits all filters.
             */
            warnings: components["schemas"]["WarningBody"][];
        };
        /**
         * RecommendationTotals
         * @description All products that the filters leave, together: whatever the page or the urgency asked for.
         */
        RecommendationTotals: {
            /** By Urgency */
            by_urgency: {
                [key: string]: number;
            };
            /** Excess Value */
            excess_value: number;
            /** Order Value */
            order_value: number;
            /**
             * Products
             * @description Those that are not snoozed; all other figures are of these.
             */
            products: number;
            /**
             * Snoozed
             * @description Those that are, and in no other figure.
             */
            snoozed: number;
            /** Value At Risk */
            value_at_risk: number;
        };
        /**
         * ReplayDay
         * @description One day of the replay, summed over its products.
         */
        ReplayDay: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Minmax Stock */
            minmax_stock: number;
            /**
             * Recommended Stock
             * @description Units in stock at the end of the day.
             */
            recommended_stock: number;
            /**
             * Sold
             * @description Units demanded that day.
             */
            sold: number;
        };
        /**
         * ReplayResult
         * @description Result of one policy.
         */
        ReplayResult: {
            /** Average Stock Units */
            average_stock_units: number;
            /**
             * Average Stock Value
             * @description At `unit_cost`; null when no cost is known.
             */
            average_stock_value: number | null;
            /**
             * Cycle Service Level
             * @description Share of review periods in which the product never ran out.
             */
            cycle_service_level: number | null;
            /**
             * Fill Rate
             * @description Share of demand served from stock; null without demand.
             */
            fill_rate: number | null;
            /** Orders */
            orders: number;
            /**
             * Stockout Days
             * @description Product-days on which demand could not be met in full.
             */
            stockout_days: number;
            /** Units Short */
            units_short: number;
            /**
             * Value Short
             * @description Units short at the selling price.
             */
            value_short: number;
        };
        /**
         * ReportFile
         * @description A report as a file, behind an address that works until it expires.
         */
        ReportFile: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Report Id */
            report_id: string;
            /** Url */
            url: string;
        };
        /**
         * ReportFormat
         * @description Format of a report.
         * @enum {string}
         */
        ReportFormat: "json" | "csv" | "xlsx" | "pdf";
        /**
         * ReportJob
         * @description A report that is made in the background, or has been.
         */
        ReportJob: {
            /** Completed At */
            completed_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Error
             * @description What went wrong, when it failed.
             */
            error: string | null;
            /**
             * Expires At
             * @description When `url` stops working.
             */
            expires_at: string | null;
            format: components["schemas"]["ReportFormat"];
            kind: components["schemas"]["ReportKind"];
            /** Report Id */
            report_id: string;
            status: components["schemas"]["ReportStatus"];
            /** Status Url */
            status_url: string;
            /**
             * Url
             * @description Where the file can be fetched once completed; new on every read.
             */
            url: string | null;
        };
        /**
         * ReportKind
         * @description Kind of a report.
         * @enum {string}
         */
        ReportKind: "forecast-summary" | "inventory-recommendations";
        /**
         * ReportStatus
         * @description Status of a report made in the background.
         * @enum {string}
         */
        ReportStatus: "queued" | "running" | "completed" | "failed";
        /**
         * RowErrorBody
         * @description Error of one row that was not taken.
         */
        RowErrorBody: {
            /** Code */
            code: string;
            /**
             * Column
             * @description The column at fault, as the file names it.
             */
            column: string | null;
            /** Detail */
            detail: string;
            /**
             * Line
             * @description The line of the file the row starts on; the header is on line 1. Of JSON, the index.
             */
            line: number;
            /** Value */
            value: string | null;
        };
        /**
         * RunBody
         * @description A forecast as it stood when it was made.
         */
        RunBody: {
            /** Confidence Level */
            confidence_level: number;
            /**
             * First Date
             * Format: date
             * @description First day that was forecast.
             */
            first_date: string;
            /**
             * Generated At
             * Format: date-time
             */
            generated_at: string;
            /** Horizon Days */
            horizon_days: number;
            /**
             * Known Until
             * Format: date
             * @description Last day of sales that was known.
             */
            known_until: string;
            /**
             * Last Date
             * Format: date
             */
            last_date: string;
            /**
             * Predicted Demand
             * @description Expected units of all its days.
             */
            predicted_demand: number;
            /** Product Id */
            product_id: string;
            /** Run Id */
            run_id: string;
        };
        /**
         * RunDetailBody
         * @description A forecast as it stood when it was made, with its days.
         */
        RunDetailBody: {
            /** Confidence Level */
            confidence_level: number;
            /** Events */
            events: components["schemas"]["RunEventBody"][];
            /**
             * First Date
             * Format: date
             * @description First day that was forecast.
             */
            first_date: string;
            /** Forecast */
            forecast: components["schemas"]["DayBody"][];
            /**
             * Generated At
             * Format: date-time
             */
            generated_at: string;
            /** Horizon Days */
            horizon_days: number;
            /**
             * Known Until
             * Format: date
             * @description Last day of sales that was known.
             */
            known_until: string;
            /**
             * Last Date
             * Format: date
             */
            last_date: string;
            /**
             * Predicted Demand
             * @description Expected units of all its days.
             */
            predicted_demand: number;
            /** Product Id */
            product_id: string;
            /** Run Id */
            run_id: string;
        };
        /**
         * RunEventBody
         * @description An entry of the calendar on a past forecast's days.
         */
        RunEventBody: {
            /** Applied */
            applied: boolean;
            /**
             * End
             * Format: date
             */
            end: string;
            /** Event Id */
            event_id: string;
            /**
             * Factor
             * @description What demand was multiplied by, or would have been.
             */
            factor: number;
            /** Name */
            name: string;
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /**
         * RunList
         * @description A page of past forecasts, latest first.
         */
        RunList: {
            /** Items */
            items: components["schemas"]["RunBody"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * SalesDayBody
         * @description Sales of a product on a day, or in the week or month that starts on `date`.
         */
        SalesDayBody: {
            /** Created At */
            created_at: string | null;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Price */
            price: number | null;
            /** Product Id */
            product_id: string;
            /** Quantity Sold */
            quantity_sold: number;
            /** Revenue */
            revenue: number | null;
        };
        /**
         * SalesHistoryPage
         * @description Some of a product's history, oldest first, and the cursor of what follows.
         */
        SalesHistoryPage: {
            /** Items */
            items: components["schemas"]["SalesDayBody"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * SalesSummaryBody
         * @description The shop's sales at a glance.
         */
        SalesSummaryBody: {
            /** By Category */
            by_category: components["schemas"]["CategoryBody"][];
            /** By Month */
            by_month: components["schemas"]["MonthBody"][];
            data_quality: components["schemas"]["DataQualityBody"];
            /** First Date */
            first_date: string | null;
            /** Last Date */
            last_date: string | null;
            /** Product Days */
            product_days: number;
            /** Products */
            products: number;
            /** Products With Sales */
            products_with_sales: number;
            /**
             * Summed As Of
             * @description When the figures were last brought up to date: a change made since may not be in them yet. Null when they were worked out for this answer.
             */
            summed_as_of: string | null;
            /** Top Products */
            top_products: components["schemas"]["TopProductBody"][];
            /** Total Revenue */
            total_revenue: number;
            /** Total Units */
            total_units: number;
            /**
             * Warnings
             * @description `unknown_category`: no product has the category that was asked for.
             */
            warnings: components["schemas"]["WarningBody"][];
        };
        /**
         * ScopeBody
         * @description The products that an entry concerns: exactly one of the three.
         */
        ScopeBody: {
            /**
             * All
             * @description All products.
             */
            all?: true | null;
            /** Category */
            category?: string | null;
            /** Product Ids */
            product_ids?: string[] | null;
        };
        /**
         * ScoredDayBody
         * @description A day that was forecast and is known by now.
         */
        ScoredDayBody: {
            /** Actual */
            actual: number;
            /**
             * Forecast Date
             * Format: date
             */
            forecast_date: string;
            /** Lower */
            lower: number;
            /** Predicted Demand */
            predicted_demand: number;
            /** Upper */
            upper: number;
        };
        /**
         * ScoredEventBody
         * @description A past occasion, forecast by what was stated of it and what the others taught.
         */
        ScoredEventBody: {
            /** Actual Change Pct */
            actual_change_pct: number;
            /**
             * End
             * Format: date
             */
            end: string;
            /** Error With */
            error_with: number;
            /**
             * Error Without
             * @description Units that forecasts without it would have been off.
             */
            error_without: number;
            /** Expected Change Pct */
            expected_change_pct: number;
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /**
         * ServiceCurve
         * @description Service against the stock it takes: what each service level would have reached over the shop's own history.
         */
        ServiceCurve: {
            /** Assumptions */
            assumptions: string[];
            /** Category */
            category: string | null;
            /** Currency */
            currency: string;
            /**
             * First Date
             * Format: date
             */
            first_date: string;
            /**
             * Last Date
             * Format: date
             */
            last_date: string;
            /** @description The plain min/max over the same days, to compare with. */
            minmax: components["schemas"]["ReplayResult"];
            /** Points */
            points: components["schemas"]["ServiceCurvePoint"][];
            /** Product Id */
            product_id: string | null;
            /** Products */
            products: number;
            /** Products Skipped */
            products_skipped: number;
        };
        /**
         * ServiceCurvePoint
         * @description Service curve point: what the recommended policy would have reached, and tied up, at one service level.
         */
        ServiceCurvePoint: {
            /** Average Stock Units */
            average_stock_units: number;
            /** Average Stock Value */
            average_stock_value: number | null;
            /** Cycle Service Level */
            cycle_service_level: number | null;
            /** Fill Rate */
            fill_rate: number | null;
            /** Service Level */
            service_level: number;
            /** Stockout Days */
            stockout_days: number;
            /** Units Short */
            units_short: number;
        };
        /**
         * SettingsBody
         * @description The shop's settings.
         */
        SettingsBody: {
            /** Address */
            address: string | null;
            /** Holding Cost */
            holding_cost: number;
            /** Name */
            name: string | null;
            /** Version */
            version: number;
        };
        /**
         * SettingsFields
         * @description The shop's settings; what is left out goes back to its default.
         */
        SettingsFields: {
            /**
             * Address
             * @description Where suppliers deliver, in lines.
             */
            address?: string | null;
            /**
             * Holding Cost
             * @description Cost of holding stock for a year, as a share of its value.
             * @default 0.2
             */
            holding_cost?: number;
            /**
             * Name
             * @description The shop's name on orders.
             */
            name?: string | null;
        };
        /**
         * SnoozeBody
         * @description Snooze that keeps a recommendation out of the list.
         */
        SnoozeBody: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Reason */
            reason: string;
            /**
             * Until
             * Format: date
             * @description The day on which it is in the list again.
             */
            until: string;
        };
        /**
         * Sort
         * @description Order of a list: worst first, or by one field: days and dates from the soonest on, amounts from the largest on.
         *
         *     A field that is not known stands last.
         * @enum {string}
         */
        Sort: "urgency" | "product_id" | "name" | "stockout_date" | "order_by_date" | "days_of_cover" | "stockout_probability" | "recommended_order_quantity" | "order_value" | "value_at_risk" | "excess_value";
        /**
         * StockoutProductBody
         * @description A product that seems to have been out of stock.
         */
        StockoutProductBody: {
            /** Days */
            days: number;
            /** Product Id */
            product_id: string;
            /** Runs */
            runs: number;
        };
        /**
         * Subject
         * @description Kind of what was changed.
         * @enum {string}
         */
        Subject: "product" | "sales" | "override" | "adjustment" | "snooze" | "import_mapping" | "supplier" | "purchase_order" | "settings" | "calendar_entry";
        /**
         * SummaryAccuracy
         * @description Accuracy of the products' own backtests, weighted by volume.
         */
        SummaryAccuracy: {
            /** Bias */
            bias: number | null;
            coverage: components["schemas"]["SummaryCoverage"] | null;
            /**
             * Naive Wape
             * @description The seasonal naive forecast on the same days.
             */
            naive_wape: number | null;
            /**
             * Products
             * @description Products with a backtest.
             */
            products: number;
            /**
             * Skill Vs Naive
             * @description 1 - wape / naive_wape; below 0, naive was better.
             */
            skill_vs_naive: number | null;
            /** Wape */
            wape: number | null;
        };
        /**
         * SummaryCoverage
         * @description Interval coverage over all products and backtested days.
         */
        SummaryCoverage: {
            /** Actual */
            actual: number | null;
            /** Expected */
            expected: number;
            /** Level */
            level: number;
            /** Points */
            points: number;
        };
        /**
         * SupplierBody
         * @description One supplier.
         */
        SupplierBody: {
            /** Address */
            address: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Email */
            email: string | null;
            /**
             * Lateness
             * @description Sentence on how punctual its deliveries are, from five receipts on.
             */
            lateness: string | null;
            /** Lead Time Days */
            lead_time_days: number | null;
            /** Lead Time Std Days */
            lead_time_std_days: number | null;
            learned_lead_time: components["schemas"]["LearnedLeadTimeBody"] | null;
            /** Min Order Value */
            min_order_value: number;
            /** Name */
            name: string;
            /** Note */
            note: string | null;
            /** Order Weekdays */
            order_weekdays: string[];
            /** Review Period Days */
            review_period_days: number | null;
            /** Supplier Id */
            supplier_id: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * SupplierPage
         * @description Some suppliers, and the cursor of the page that follows.
         */
        SupplierPage: {
            /** Items */
            items: components["schemas"]["SupplierBody"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * Today
         * @description The shop on one day: what to do about stock, how good the forecasts are, and what data to look at.
         */
        Today: {
            /** @description As `GET /reports/forecast-summary` has it. */
            accuracy: components["schemas"]["SummaryAccuracy"];
            /**
             * Attention
             * @description Forecasts and data to look at: the 10 most important; the summary has more.
             */
            attention: components["schemas"]["Attention"][];
            /** Attention Total */
            attention_total: number;
            /** Currency */
            currency: string;
            /**
             * Groups
             * @description Every urgency once, the worst first.
             */
            groups: components["schemas"]["UrgencyGroupBody"][];
            /**
             * Listed As Of
             * @description When order, filters and totals were last brought up to date: a change made since may not be in them yet, but is in the lines. Null when they were worked out for this answer.
             */
            listed_as_of: string | null;
            /**
             * Today
             * Format: date
             * @description The day in UTC that the figures are for.
             */
            today: string;
            /** @description As `GET /reports/inventory-recommendations` has them. */
            totals: components["schemas"]["RecommendationTotals"];
        };
        /**
         * TopProductBody
         * @description One of the products that sell most.
         */
        TopProductBody: {
            /** Category */
            category: string;
            /**
             * Last Date
             * Format: date
             */
            last_date: string;
            /** Name */
            name: string;
            /** Product Id */
            product_id: string;
            /** Total Revenue */
            total_revenue: number;
            /** Total Units */
            total_units: number;
        };
        /**
         * TotalBody
         * @description The sum over the whole horizon, as a quantity of its own: daily quantiles do not add up to it.
         */
        TotalBody: {
            confidence_interval: components["schemas"]["IntervalBody"];
            /** Predicted Demand */
            predicted_demand: number;
            /**
             * Quantiles
             * @description Units by probability level: with probability 0.9, demand is at most `quantiles['0.9']`.
             * @example {
             *       "0.1": 1,
             *       "0.25": 2,
             *       "0.5": 3,
             *       "0.75": 5,
             *       "0.9": 7
             *     }
             */
            quantiles: {
                [key: string]: number;
            };
        };
        /**
         * UnusualDayBody
         * @description A day whose amount is too far from everything else the product sold to be demand.
         */
        UnusualDayBody: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Quantity */
            quantity: number;
            /**
             * Used As
             * @description What the forecast read instead; null: nothing, as if the day had not been observed.
             */
            used_as: number | null;
        };
        /**
         * UploadMode
         * @description Mode of an upload: to replace the days that it holds, or to add to them.
         * @enum {string}
         */
        UploadMode: "replace" | "add";
        /**
         * UploadReportBody
         * @description Upload report: every row is accounted for.
         */
        UploadReportBody: {
            /** Dry Run */
            dry_run: boolean;
            /**
             * Errors
             * @description The first 100.
             */
            errors: components["schemas"]["RowErrorBody"][];
            /** Errors Truncated */
            errors_truncated: boolean;
            /**
             * Excluded
             * @description Rows that count as no sale; they are among the accepted ones.
             */
            excluded: components["schemas"]["ExclusionBody"][];
            /**
             * Failure
             * @description Why the upload failed as a whole.
             */
            failure: string | null;
            /** Filename */
            filename: string | null;
            /** First Date */
            first_date: string | null;
            /** Last Date */
            last_date: string | null;
            /** @description What was stored of the file's product-days before; null for files that replace none. */
            overwrites: components["schemas"]["OverwritesBody"] | null;
            /** Product Days Written */
            product_days_written: number;
            /** Products Created */
            products_created: number;
            /** Products Touched */
            products_touched: number;
            /** Progress */
            progress: number;
            /** @description How the file was read; null as long as none of it was. */
            read_as: components["schemas"]["ReadAsBody"] | null;
            /**
             * Rejected Rows Url
             * @description The rejected rows, to be corrected and uploaded again; valid for an hour.
             */
            rejected_rows_url: string | null;
            /** Rows Accepted */
            rows_accepted: number;
            /**
             * Rows Received
             * @description Always rows_accepted + rows_rejected.
             */
            rows_received: number;
            /** Rows Rejected */
            rows_rejected: number;
            /**
             * Rows Skipped
             * @description Blank lines and lines of totals; not part of rows_received.
             */
            rows_skipped: number;
            status: components["schemas"]["UploadStatus"];
            /**
             * Status Url
             * @description Where to ask for this report again; null when nothing was kept.
             */
            status_url: string | null;
            /** Upload Id */
            upload_id: string;
            /** Warnings */
            warnings: components["schemas"]["NoticeBody"][];
        };
        /**
         * UploadStatus
         * @description Status of an upload.
         * @enum {string}
         */
        UploadStatus: "pending" | "processing" | "completed" | "failed";
        /**
         * UploadTicketBody
         * @description Address for the file: one request with this method, these headers and the file as its body.
         */
        UploadTicketBody: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Headers */
            headers: {
                [key: string]: string;
            };
            /** Max Bytes */
            max_bytes: number;
            /** Method */
            method: string;
            /** Status Url */
            status_url: string;
            /** Upload Id */
            upload_id: string;
            /** Upload Url */
            upload_url: string;
        };
        /**
         * Urgency
         * @description Urgency of a recommendation.
         * @enum {string}
         */
        Urgency: "stocked_out" | "expedite" | "order_now" | "order_soon" | "ok" | "overstock" | "unknown_stock" | "no_forecast";
        /**
         * UrgencyGroupBody
         * @description Products of one urgency, those that are snoozed left out: how many, what they come to, and the first of them.
         */
        UrgencyGroupBody: {
            /** Excess Value */
            excess_value: number;
            /**
             * Items
             * @description The first 5, as `GET /reports/inventory-recommendations?urgency=` lists them.
             */
            items: components["schemas"]["RecommendationLine"][];
            /** Order Value */
            order_value: number;
            /** Products */
            products: number;
            urgency: components["schemas"]["Urgency"];
            /** Value At Risk */
            value_at_risk: number;
        };
        /**
         * ValueAddedBody
         * @description Points of WAPE that each step saved on the one before it; positive is better, null: nothing to score.
         */
        ValueAddedBody: {
            /**
             * Bedrock
             * @description Against the statistical forecast, where the model proposed changes.
             */
            bedrock: number | null;
            /**
             * Naive
             * @description The start: 0 where anything was scored.
             */
            naive: number | null;
            /**
             * Override
             * @description Against the forecast without overrides, where there were any.
             */
            override: number | null;
            /**
             * Statistical
             * @description Against the naive.
             */
            statistical: number | null;
        };
        /**
         * WarningBody
         * @description Something allowed that is worth a second look.
         */
        WarningBody: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
        };
        /**
         * WaterfallLineBody
         * @description One line of the sum from the forecast to the order. The ``step`` lines add up to the ``total`` exactly.
         */
        WaterfallLineBody: {
            /**
             * Kind
             * @description A `step` is added; a `subtotal` or `total` states the sum of the steps so far.
             * @enum {string}
             */
            kind: "step" | "subtotal" | "total";
            /** Label */
            label: string;
            /** Quantity */
            quantity: number;
            /**
             * Source
             * @description Where the number comes from.
             */
            source: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCalendarEntries: {
        parameters: {
            query?: {
                /** @description Only entries that concern all products of the category. */
                category?: string | null;
                cursor?: string | null;
                /** @description Only entries that end on it or later. */
                from?: string | null;
                kind?: components["schemas"]["EntryKind"] | null;
                limit?: number;
                /** @description Only entries that concern the product, by its id, its category or all. */
                product_id?: string | null;
                /** @description Only entries that start on it or earlier. */
                to?: string | null;
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
                    "application/json": components["schemas"]["EntryPage"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    createCalendarEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryFields"];
            };
        };
        responses: {
            /** @description The entry was there already, and says the same */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryAnswer"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryAnswer"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getCalendarEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The entry's id. */
                event_id: string;
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
                    "application/json": components["schemas"]["EntryAnswer"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    replaceCalendarEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The entry's id. */
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryFields"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryAnswer"];
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
            /** @description Exists already, or still under way */
            409: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    deleteCalendarEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The entry's id. */
                event_id: string;
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
                content?: never;
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    changeCalendarEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The entry's id. */
                event_id: string;
            };
            cookie?: never;
        };
        /** @description A merge patch (RFC 7396): only what is sent changes, null takes a value away. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expected_change_pct": 45
                 *     }
                 */
                "application/json": components["schemas"]["EntryFieldsPatch"];
                /**
                 * @example {
                 *       "expected_change_pct": 45
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["EntryFieldsPatch"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryAnswer"];
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
            /** @description Exists already, or still under way */
            409: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getCalendarEntryEffect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The entry's id. */
                event_id: string;
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
                    "application/json": components["schemas"]["EventEffectBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    uploadCalendarEntries: {
        parameters: {
            query?: {
                /** @description Which column is which, as a JSON object of the file's own column names, such as `{"date": "Day", "price": null}`; null leaves a role without a column. What is left out is found by name. */
                columns?: string | null;
                /** @description What the file's amounts of money are in (ISO 4217); found out when left out. Nothing is converted: another currency than the stack's is refused. */
                currency?: string | null;
                /** @description Settles day and month where the file does not: `DD/MM/YYYY`, `MM/DD/YYYY` or `YYYY-MM-DD`. */
                date_format?: string | null;
                /** @description The decimal mark of the file's amounts; found out when left out. */
                decimal_mark?: ("." | ",") | null;
                /** @description Read and check everything, write nothing. */
                dry_run?: boolean;
                /** @description The encoding of the file; what its bytes show when left out, UTF-8 most often. */
                encoding?: components["schemas"]["Encoding"] | null;
            };
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Calendar entries as a file with a header, up to 4.5 MB and 500 entries. Needed are `name` and `start`; `end` is the same day and `kind` `event` when left out. A row names a product or a category; with neither it is for the whole shop. Rows that differ in their product alone are one entry. An entry with the same name, days and scope is changed where the file says something. Columns are found by name, in any order; case, blanks, `_`, `-` and `.` make no difference: name (`name`, `event`, `title`, `promotion`, `occasion`); kind (`kind`); start (`start`, `start_date`, `from`, `first_day`, `date`, `day`); end (`end`, `end_date`, `to`, `until`, `last_day`); product_id (`product_id`, `sku`); category (`category`); expected_change_pct (`expected_change_pct`, `expected_change`, `change_pct`, `uplift_pct`, `uplift`); price (`price`, `promotion_price`, `sale_price`, `offer_price`, `planned_price`); note (`note`, `notes`, `comment`, `comments`, `description`). */
        requestBody: {
            content: {
                "application/gzip": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                /**
                 * @example name,kind,start,end,category,expected_change_pct
                 *     Trade fair,event,2026-12-04,2026-12-06,Tea,30
                 */
                "text/csv": string;
                "text/tab-separated-values": string;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReportBody"];
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
            /** @description Too large; the detail names the way for large files */
            413: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listChanges: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                /** @description Only of this product, which may be deleted, its sales, overrides, adjustments and snoozes. */
                product_id?: string | null;
                /** @description Only from this instant on. Unless told: a product's last 400 days, or all changes of 30. */
                since?: string | null;
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
                    "application/json": components["schemas"]["ChangeList"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getDocsPage: {
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
            /** @description No API key, or a wrong one */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    createExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** @description The export was begun; ask for it at its `status_url` */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export's id. */
                export_id: string;
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
                    "application/json": components["schemas"]["ExportBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getForecastJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job's id. */
                job_id: string;
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
                    "application/json": components["schemas"]["JobBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listForecasts: {
        parameters: {
            query?: {
                /** @description Only products of this category; not with `product_ids`. */
                category?: string | null;
                cursor?: string | null;
                /** @description First day to return. */
                from?: string | null;
                /** @description Weeks start on Monday. */
                granularity?: components["schemas"]["Granularity"];
                limit?: number;
                /** @description Up to 100 products, their ids separated by commas. */
                product_ids?: string | null;
                /** @description Last day to return. */
                to?: string | null;
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
                    "application/json": components["schemas"]["ForecastList"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getForecast: {
        parameters: {
            query?: {
                /** @description First day to return. */
                from?: string | null;
                /** @description Last day to return. */
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["ForecastBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getForecastAccuracy: {
        parameters: {
            query?: {
                /** @description Score, of past forecasts, the last ones made at least so many days ahead. */
                lag_days?: number | null;
            };
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
                    "application/json": components["schemas"]["AccuracyBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    withdrawForecastAdjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The adjustment's id, as the forecast names it. */
                adjustment_id: string;
                /** @description The product's id. */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listForecastOverrides: {
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
                    "application/json": components["schemas"]["OverrideList"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    createForecastOverride: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The product's id. */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOverride"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    deleteForecastOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The override's id. */
                override_id: string;
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
                content?: never;
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listForecastRuns: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["RunList"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getForecastRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The product's id. */
                product_id: string;
                /** @description The run's id. */
                run_id: string;
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
                    "application/json": components["schemas"]["RunDetailBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    generateForecast: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateForecasts"];
            };
        };
        responses: {
            /** @description The forecast of the one product */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastBody"];
                };
            };
            /** @description A job was started */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAcceptedBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getHealth: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listImportMappings: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
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
                    "application/json": components["schemas"]["ImportMappingPage"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    replaceImportMapping: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewImportMapping"];
            };
        };
        responses: {
            /** @description Kept, in place of what was kept for the header before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportMappingBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getImportMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The mapping's id. */
                mapping_id: string;
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
                    "application/json": components["schemas"]["ImportMappingBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    deleteImportMapping: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The mapping's id. */
                mapping_id: string;
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
                content?: never;
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getOpenapiDocument: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listProducts: {
        parameters: {
            query?: {
                category?: string | null;
                cursor?: string | null;
                limit?: number;
                /** @description Up to 100 products, their ids separated by commas. */
                product_ids?: string | null;
                /** @description Part of an id or a name. */
                q?: string | null;
                /** @description By id, or by last change, longest ago first; the latter where `updated_since` is given. */
                sort?: components["schemas"]["ProductOrder"] | null;
                status?: components["schemas"]["ProductStatus"] | null;
                /** @description Only products of this supplier. */
                supplier_id?: string | null;
                /** @description Only products changed then or later. */
                updated_since?: string | null;
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getProduct: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    replaceProduct: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    deleteProduct: {
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
                content?: never;
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    changeProduct: {
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
        /** @description A merge patch (RFC 7396): only what is sent changes, null takes a value away. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on_hand": 120
                 *     }
                 */
                "application/json": components["schemas"]["ChangedProductPatch"];
                /**
                 * @example {
                 *       "on_hand": 120
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["ChangedProductPatch"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    upsertProducts: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Products to create or to change. An item changes what it says, as a merge patch does; a product that is not there yet needs a name, a category and a price. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "on_hand": 120,
                 *           "product_id": "SKU-1"
                 *         },
                 *         {
                 *           "name": "Chai",
                 *           "product_id": "SKU-2"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    items: (components["schemas"]["ChangedProductPatch"] | Record<string, never>)[];
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductBatchAnswer"];
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
            /** @description Too large; the detail names the way for large files */
            413: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    uploadProducts: {
        parameters: {
            query?: {
                /** @description Which column is which, as a JSON object of the file's own column names, such as `{"date": "Day", "price": null}`; null leaves a role without a column. What is left out is found by name. */
                columns?: string | null;
                /** @description What the file's amounts of money are in (ISO 4217); found out when left out. Nothing is converted: another currency than the stack's is refused. */
                currency?: string | null;
                /** @description Settles day and month where the file does not: `DD/MM/YYYY`, `MM/DD/YYYY` or `YYYY-MM-DD`. */
                date_format?: string | null;
                /** @description The decimal mark of the file's amounts; found out when left out. */
                decimal_mark?: ("." | ",") | null;
                /** @description Read and check everything, write nothing. */
                dry_run?: boolean;
                /** @description The encoding of the file; what its bytes show when left out, UTF-8 most often. */
                encoding?: components["schemas"]["Encoding"] | null;
                /** @description Product ids by the file's own ids, as a JSON object such as `{"A 12": "SKU-12"}`, for ids that are not the products' own. */
                sku_map?: string | null;
                /** @description Whose days sales belong to (IANA name), of times that carry an offset from UTC; when left out, the day that is written counts. */
                time_zone?: string | null;
            };
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Products as a file with a header, up to 4.5 MB and 10,000 products. Only `product_id` is needed; any of the product's fields may be a column, an empty cell changes nothing. A product that does not exist yet needs `name`, `category` and `current_price`. `on_hand` without `stock_as_of` counts as of today. Columns are found by name, in any order; case, blanks, `_`, `-` and `.` make no difference: product_id (`product_id`, `sku`, `item_id`, `variant_sku`, `product_sku`, `item_sku`, `seller_sku`, `product_code`, `item_code`, `stock_code`, `article_number`, `item_number`, `part_number`, `internal_reference`, `merchant_sku`); name (`name`, `product_name`, `item_name`, `title`, `item`, `product_title`, `product_description`); category (`category`, `product_category`, `department`, `product_type`, `type`, `item_group`); current_price (`current_price`, `price`, `selling_price`, `variant_price`, `unit_price`, `sale_price`, `retail_price`, `list_price`); status (`status`); unit_cost (`unit_cost`, `cost`, `cost_per_item`, `purchase_price`, `cost_price`, `buying_price`); on_hand (`on_hand`, `on_hand_current`, `stock`, `stock_level`, `quantity_on_hand`, `qty_on_hand`, `inventory`, `in_stock`, `available`, `quantity`, `variant_inventory_qty`, `inventory_quantity`, `available_quantity`, `stock_on_hand`, `current_stock`, `quantity_available`, `qty`); on_order (`on_order`, `incoming`, `incoming_not_editable`, `ordered`, `quantity_on_order`, `qty_on_order`); stock_as_of (`stock_as_of`, `counted_on`, `stock_date`, `count_date`); lead_time_days (`lead_time_days`, `lead_time`); lead_time_std_days (`lead_time_std_days`); review_period_days (`review_period_days`, `review_period`); service_level (`service_level`); min_order_quantity (`min_order_quantity`, `minimum_order_quantity`, `moq`); order_multiple (`order_multiple`, `pack_size`, `case_pack`); supersedes (`supersedes`, `replaces`, `predecessor`); supplier_id (`supplier_id`, `supplier_code`, `vendor_id`, `vendor_code`); supplier_sku (`supplier_sku`, `vendor_sku`, `supplier_item_number`, `supplier_product_code`, `supplier_part_number`); location (`location`, `location_name`, `warehouse`, `store`, `store_name`, `shop`, `branch`, `site`, `outlet`, `stock_location`, `bin_location`); currency (`currency`, `currency_code`). */
        requestBody: {
            content: {
                "application/gzip": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                /**
                 * @example product_id,on_hand,on_order
                 *     SKU-1,120,0
                 */
                "text/csv": string;
                "text/tab-separated-values": string;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReportBody"];
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
            /** @description Too large; the detail names the way for large files */
            413: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listPurchaseOrders: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                /** @description Only orders with a line of it. */
                product_id?: string | null;
                status?: components["schemas"]["OrderStatus"] | null;
                supplier_id?: string | null;
                /** @description Only orders changed at that instant or later. */
                updated_since?: string | null;
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
                    "application/json": components["schemas"]["OrderPage"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    createPurchaseOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrderBody"];
            };
        };
        responses: {
            /** @description The draft, or with `from_recommendations` the drafts and what is left out of them */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderBody"] | components["schemas"]["DraftsBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getPurchaseOrder: {
        parameters: {
            query?: {
                /** @description Make the document for the supplier. */
                format?: components["schemas"]["DocumentFormat"] | null;
            };
            header?: never;
            path: {
                /** @description The order's id. */
                purchase_order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order, or with `format` where its document can be fetched for a while */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderBody"] | components["schemas"]["OrderDocumentBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    changePurchaseOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The order's id. */
                purchase_order_id: string;
            };
            cookie?: never;
        };
        /** @description A merge patch (RFC 7396): only what is sent changes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expected_on": "2026-12-04"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date
                     * @description For all lines that are still to come.
                     */
                    expected_on?: string | null;
                    /** @description All lines of a draft; of an order, new days of lines by their numbers. */
                    lines?: {
                        /** Format: date */
                        expected_on?: string | null;
                        /** @description For an order that is no draft any more: the line's number. */
                        line?: number;
                        product_id?: string;
                        quantity?: number;
                        supplier_sku?: string | null;
                        unit_cost?: number | null;
                    }[];
                    note?: string | null;
                };
                /**
                 * @example {
                 *       "expected_on": "2026-12-04"
                 *     }
                 */
                "application/merge-patch+json": {
                    /**
                     * Format: date
                     * @description For all lines that are still to come.
                     */
                    expected_on?: string | null;
                    /** @description All lines of a draft; of an order, new days of lines by their numbers. */
                    lines?: {
                        /** Format: date */
                        expected_on?: string | null;
                        /** @description For an order that is no draft any more: the line's number. */
                        line?: number;
                        product_id?: string;
                        quantity?: number;
                        supplier_sku?: string | null;
                        unit_cost?: number | null;
                    }[];
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderBody"];
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
            /** @description Exists already, or still under way */
            409: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    cancelPurchaseOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The order's id. */
                purchase_order_id: string;
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
                    "application/json": components["schemas"]["OrderBody"];
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
            /** @description Exists already, or still under way */
            409: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    placePurchaseOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The order's id. */
                purchase_order_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderRequest"] | null;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderBody"];
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
            /** @description Exists already, or still under way */
            409: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    receivePurchaseOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The order's id. */
                purchase_order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoodsReceived"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderBody"];
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
            /** @description Exists already, or still under way */
            409: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    uploadPurchaseOrders: {
        parameters: {
            query?: {
                /** @description Which column is which, as a JSON object of the file's own column names, such as `{"date": "Day", "price": null}`; null leaves a role without a column. What is left out is found by name. */
                columns?: string | null;
                /** @description Settles day and month where the file does not: `DD/MM/YYYY`, `MM/DD/YYYY` or `YYYY-MM-DD`. */
                date_format?: string | null;
                /** @description The decimal mark of the file's amounts; found out when left out. */
                decimal_mark?: ("." | ",") | null;
                /** @description Read and check everything, write nothing. */
                dry_run?: boolean;
                /** @description The encoding of the file; what its bytes show when left out, UTF-8 most often. */
                encoding?: components["schemas"]["Encoding"] | null;
            };
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Open orders as a file with a header, up to 4.5 MB and 200 orders of 500 lines, 15000 in all, a row for each line. Needed are the order's id, `supplier_id`, `product_id` and `quantity`; `received_quantity` is 0 when left out, and `expected_on` one lead time from today. Columns are found by name, in any order; case, blanks, `_`, `-` and `.` make no difference: purchase_order_id (`purchase_order_id`, `order_id`, `order`, `purchase_order`, `po`, `po_number`, `order_number`); supplier_id (`supplier_id`, `supplier`, `vendor_id`, `vendor`); product_id (`product_id`, `sku`); quantity (`quantity`, `qty`, `ordered`); received_quantity (`received_quantity`, `received`, `quantity_received`); expected_on (`expected_on`, `expected_date`, `expected`, `due_date`, `due`, `delivery_date`, `eta`). */
        requestBody: {
            content: {
                "application/gzip": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                /**
                 * @example order,supplier,sku,quantity,received,expected date
                 *     PO-7,ROASTER,SKU-1,48,12,2026-12-04
                 */
                "text/csv": string;
                "text/tab-separated-values": string;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReportBody"];
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
            /** @description Too large; the detail names the way for large files */
            413: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getForecastSummary: {
        parameters: {
            query?: {
                /** @description Only products of this category. */
                category?: string | null;
                /** @description `json` answers at once; the others make a file and answer where to fetch it, or 202 with a status address when making it takes longer. */
                format?: components["schemas"]["ReportFormat"];
                /** @description Only the first days of each forecast; all of them unless told. */
                horizon_days?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, or where its file is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastSummary"] | components["schemas"]["ReportFile"];
                };
            };
            /** @description The file is being made */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportJob"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listInventoryRecommendations: {
        parameters: {
            query?: {
                /** @description Only products of this category. */
                category?: string | null;
                cursor?: string | null;
                /** @description `json` answers at once; the others make a file and answer where to fetch it, or 202 with a status address when making it takes longer. */
                format?: components["schemas"]["ReportFormat"];
                limit?: number;
                /** @description Only this product. */
                product_id?: string | null;
                /** @description Part of an id or a name. */
                q?: string | null;
                /** @description Only those that are snoozed, which the list leaves out. */
                snoozed?: boolean;
                /** @description `urgency`: worst first. Else by this field: dates and days from the soonest on, amounts from the largest on, what is not known last. */
                sort?: components["schemas"]["Sort"];
                /** @description Only products of this supplier. */
                supplier_id?: string | null;
                /** @description Only recommendations of this urgency. */
                urgency?: components["schemas"]["Urgency"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, or where its file is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationPage"] | components["schemas"]["ReportFile"];
                };
            };
            /** @description The file is being made */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportJob"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getInventoryRecommendation: {
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
                    "application/json": components["schemas"]["RecommendationBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    snoozeInventoryRecommendation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The product's id. */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSnooze"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    wakeInventoryRecommendation: {
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
            /** @description In the list */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getReportJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The report's id. */
                report_id: string;
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
                    "application/json": components["schemas"]["ReportJob"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    replayPolicy: {
        parameters: {
            query?: {
                /** @description Only products of this category. */
                category?: string | null;
                /** @description One product; not with `category`. */
                product_id?: string | null;
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
                    "application/json": components["schemas"]["PolicyReplay"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getServiceCurve: {
        parameters: {
            query?: {
                /** @description Only products of this category. */
                category?: string | null;
                /** @description One product; not with `category`. */
                product_id?: string | null;
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
                    "application/json": components["schemas"]["ServiceCurve"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getToday: {
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
                    "application/json": components["schemas"]["Today"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listRecentSales: {
        parameters: {
            query: {
                /** @description Weeks start on Monday. */
                granularity?: components["schemas"]["Granularity"];
                /** @description Periods, today's the last. */
                last?: number;
                /** @description Up to 100 products, their ids separated by commas. */
                product_ids: string;
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
                    "application/json": components["schemas"]["RecentSalesBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    recordSales: {
        parameters: {
            query?: {
                /** @description Read and check everything, write nothing; the report is the same. */
                dry_run?: boolean;
            };
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSales"];
            };
        };
        responses: {
            /** @description Read and written; `line` is the index of an item */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReportBody"];
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
            /** @description Too large; the detail names the way for large files */
            413: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getSalesHistory: {
        parameters: {
            query?: {
                cursor?: string | null;
                /** @description First day. */
                from?: string | null;
                /** @description Weeks start on Monday. */
                granularity?: components["schemas"]["Granularity"];
                limit?: number;
                /** @description Last day. */
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["SalesHistoryPage"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getSalesSummary: {
        parameters: {
            query?: {
                category?: string | null;
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
                    "application/json": components["schemas"]["SalesSummaryBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    uploadSales: {
        parameters: {
            query?: {
                /** @description Which column is which, as a JSON object of the file's own column names, such as `{"date": "Day", "price": null}`; null leaves a role without a column. What is left out is found by name. */
                columns?: string | null;
                /** @description What the file's amounts of money are in (ISO 4217); found out when left out. Nothing is converted: another currency than the stack's is refused. */
                currency?: string | null;
                /** @description Settles day and month where the file does not: `DD/MM/YYYY`, `MM/DD/YYYY` or `YYYY-MM-DD`. */
                date_format?: string | null;
                /** @description The decimal mark of the file's amounts; found out when left out. */
                decimal_mark?: ("." | ",") | null;
                /** @description Read and check everything, write nothing; the report is the same. */
                dry_run?: boolean;
                /** @description The encoding of the file; what its bytes show when left out, UTF-8 most often. */
                encoding?: components["schemas"]["Encoding"] | null;
                /** @description Replace the days that the file holds, or add to them. Adding needs an `Idempotency-Key`: an upload that is sent again with the same one counts once. */
                mode?: components["schemas"]["UploadMode"];
                /** @description Reject rows of products the catalogue does not have, or create those. */
                on_unknown_product?: components["schemas"]["OnUnknownProduct"];
                /** @description Product ids by the file's own ids, as a JSON object such as `{"A 12": "SKU-12"}`, for ids that are not the products' own. */
                sku_map?: string | null;
                /** @description Whose days sales belong to (IANA name), of times that carry an offset from UTC; when left out, the day that is written counts. */
                time_zone?: string | null;
            };
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Sales as a file with a header, separated by `,`, `;`, tab or `|`, up to 4.5 MB; `Content-Encoding: gzip` is understood. Columns are found by name, in any order; case, blanks, `_`, `-` and `.` make no difference: date (`date`, `ds`, `timestamp`, `order_date`, `created_at`, `purchase_date`, `day`, `sale_date`, `sales_date`, `transaction_date`, `invoice_date`, `date_of_sale`, `posting_date`, `business_date`, `date_created`, `order_created_date`, `sold_on`, `date_sold`, `order_placed`, `paid_on`, `paid_at`, `date_time`, `datetime`, `order_time`, `document_date`, `delivery_date`); product_id (`sku`, `lineitem_sku`, `product_sku`, `item_sku`, `variant_sku`, `seller_sku`, `product_code`, `stock_code`, `item_code`, `item_number`, `item_no`, `part_number`, `part_no`, `article_number`, `article`, `article_no`, `custom_label`, `custom_label_sku`, `merchant_sku`, `product_number`, `product_ref`, `product_reference`, `internal_reference`, `material`, `material_number`, `stock_keeping_unit`, `product_id`, `item_id`, `unique_id`, `variant_id`, `plu`, `barcode`, `ean`, `upc`, `gtin`, `asin`, `product`, `item`); quantity_sold (`quantity_sold`, `quantity`, `qty`, `y`, `demand`, `units`, `target_value`, `lineitem_quantity`, `units_sold`, `qty_sold`, `quantity_purchased`, `quantity_ordered`, `qty_ordered`, `ordered_qty`, `ordered_quantity`, `sold_quantity`, `sold_qty`, `items_sold`, `net_quantity`, `net_items_sold`, `sales_quantity`, `quantity_invoiced`, `sold`, `sales_units`, `unit_sales`, `pieces`, `pcs`, `no_of_units`, `number_of_units`); price (`price`, `lineitem_price`, `unit_price`, `item_price`, `selling_price`, `sell_price`, `price_per_unit`, `sale_price`, `item_cost`, `unit_selling_price`, `price_each`, `sales_price`, `product_price`, `unit_amount`); revenue (`revenue`, `net_sales`, `gross_sales`, `total_sales`, `sales_amount`, `line_total`, `turnover`, `net_revenue`, `product_revenue`, `item_total`, `line_amount`, `total_price`, `net_amount`, `sales_value`, `line_subtotal`, `order_line_total`, `extended_price`); name (`name`, `product_name`, `item_name`, `title`, `product_title`, `item_title`, `item`, `menu_item`, `description`, `item_description`, `product_description`, `lineitem_name`); category (`category`, `product_category`, `department`, `product_type`, `item_category`, `category_name`, `menu_group`, `product_group`, `reporting_category`, `item_group`); currency (`currency`, `currency_code`, `order_currency`, `transaction_currency`); location (`location`, `location_name`, `store`, `store_name`, `shop`, `branch`, `warehouse`, `site`, `outlet`, `store_id`, `store_number`, `pos_location`, `location_id`, `stock_location`, `outlet_name`, `shop_name`). The first three are needed. Columns are known by their names in German, French, Spanish, Italian, Dutch, Portuguese, Polish too. Amazon all orders, BigCommerce orders, Clover line items, ERPNext sales, Etsy order items, Lightspeed sale lines, Lightspeed sales ledger, Magento order items, Odoo sales orders, QuickBooks sales, Shopify orders, Square items, Toast item selections, WooCommerce orders, Xero sales invoices, eBay orders, frePPLe demand load as they come. Rows of one product and day are summed; a later upload replaces the day, or adds to it with `mode=add`. */
        requestBody: {
            content: {
                "application/gzip": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                /**
                 * @example date,product_id,quantity_sold,price
                 *     2026-11-20,SKU-1,12,4.99
                 */
                "text/csv": string;
                "text/tab-separated-values": string;
            };
        };
        responses: {
            /** @description Read and written */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReportBody"];
                };
            };
            /** @description Large, and still being written: `status_url` tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReportBody"];
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
            /** @description Too large; the detail names the way for large files */
            413: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    createSalesUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadTicketBody"];
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
            /** @description Not a content type that is read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getSalesUpload: {
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
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReportBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getSettings: {
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
                    "application/json": components["schemas"]["SettingsBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    replaceSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsFields"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    listSuppliers: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
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
                    "application/json": components["schemas"]["SupplierPage"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    createSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key gets the first answer, for a day, and its work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSupplier"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    getSupplier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The supplier's id. */
                supplier_id: string;
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
                    "application/json": components["schemas"]["SupplierBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    replaceSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The supplier's id. */
                supplier_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSupplier"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    deleteSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The supplier's id. */
                supplier_id: string;
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
                content?: never;
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
            /** @description Exists already, or still under way */
            409: {
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
    changeSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag last read; the write is refused when it is stale. */
                "if-match"?: string | null;
            };
            path: {
                /** @description The supplier's id. */
                supplier_id: string;
            };
            cookie?: never;
        };
        /** @description A merge patch (RFC 7396): only what is sent changes, null takes a value away. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lead_time_days": 12
                 *     }
                 */
                "application/json": components["schemas"]["NewSupplierPatch"];
                /**
                 * @example {
                 *       "lead_time_days": 12
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["NewSupplierPatch"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierBody"];
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
            /** @description Readable, but invalid; each field is named, as is a query parameter there is not */
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
}
