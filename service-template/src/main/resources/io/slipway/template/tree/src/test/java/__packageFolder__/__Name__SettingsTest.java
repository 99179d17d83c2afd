{{=<% %>=}}
package <%package%>;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.InMemoryRegistry;
import org.junit.jupiter.api.Test;

class <%Name%>SettingsTest {

    @Test
    void theDefaultsHoldWhileConsulHasNothing() {
        try (InMemoryRegistry registry = new InMemoryRegistry();
                SettingsStore store = SettingsStore.open(registry, "<%name%>")) {
            assertThat(store.live(<%Name%>Settings.class).get()).isEqualTo(new <%Name%>Settings(10, "Hello"));
        }
    }

    @Test
    void aPageHoldsBetweenOneAndAHundredThings() {
        assertThat(new <%Name%>Settings(1, "Hello").pageSize()).isEqualTo(1);
        assertThat(new <%Name%>Settings(100, "Hello").pageSize()).isEqualTo(100);
        assertThatThrownBy(() -> new <%Name%>Settings(0, "Hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("page-size is between 1 and 100, not 0");
        assertThatThrownBy(() -> new <%Name%>Settings(101, "Hello")).isInstanceOf(IllegalArgumentException.class);
    }
}
