package io.slipway.service.settings;

import io.slipway.registry.settings.Settings;
import io.slipway.service.internal.ApplicationTypes;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a {@code Live} bean for every settings record of the application. */
final class SettingsRegistrar implements ImportBeanDefinitionRegistrar {

    private final ApplicationTypes types;

    SettingsRegistrar(BeanFactory beans, Environment environment, ResourceLoader resources) {
        types = new ApplicationTypes(beans, environment, resources);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (Class<?> type : types.annotatedWith(Settings.class)) {
            RootBeanDefinition definition = new RootBeanDefinition(LiveSettings.class);
            definition.setTargetType(ResolvableType.forClassWithGenerics(LiveSettings.class, type));
            definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type);
            definition.setAttribute(ApplicationTypes.ATTRIBUTE, type);
            // Eager even where the application is lazy: its keys are checked before it starts.
            definition.setLazyInit(false);
            registry.registerBeanDefinition("live" + type.getSimpleName(), definition);
        }
    }
}
