package io.slipway.service.app;

import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Settings;

/** Is a second record, so that injection has to tell two apart. */
@Settings("limits")
record LimitSettings(@Default("100") int perSecond) {}
