// Calls need a key or a token, which belong into no page of this server: the page only shows.
window.SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  supportedSubmitMethods: [],
  validatorUrl: null,
});
