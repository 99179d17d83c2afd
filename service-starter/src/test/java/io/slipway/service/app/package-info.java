/** Is the service that the tests run: what the generator writes, in small. */
package io.slipway.service.app;
