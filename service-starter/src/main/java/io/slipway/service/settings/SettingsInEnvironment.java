package io.slipway.service.settings;

import io.slipway.registry.settings.SettingsStore;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;

/** Puts the settings into Spring's environment before any bean that may ask for them is made, below all other sources. */
final class SettingsInEnvironment implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<Class<? extends Record>> types = Stream.of(beans.getBeanNamesForType(LiveSettings.class, true, false))
                .map(name -> beans.getMergedBeanDefinition(name).getResolvableType())
                .<Class<? extends Record>>map(
                        type -> type.getGeneric().toClass().asSubclass(Record.class))
                .toList();
        // By name: looking for it by type would ask factory beans of others, too early, what they make.
        MutablePropertySources sources = beans.getBean(
                        ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, ConfigurableEnvironment.class)
                .getPropertySources();
        sources.remove(SettingsSource.NAME);
        sources.addLast(new SettingsSource(types, () -> beans.getBean(SettingsStore.class)));
    }
}
