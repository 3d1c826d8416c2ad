package io.github.recordsplit.observe.jmx;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** An MXBean that says in words what its attributes, operations and parameters are. */
final class DescribedBean extends StandardEmitterMBean {
  DescribedBean(RecordSplitMXBean bean) {
    super(
        bean,
        RecordSplitMXBean.class,
        true,
        bean instanceof NotificationEmitter
            ? (NotificationEmitter) bean
            : new NotificationBroadcasterSupport());
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return "recordsplit, which splits TLS 1.0 CBC payloads into 1/n-1 records in this JVM.";
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return text(method("get" + info.getName()));
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return text(method(info.getName()));
  }

  @Override
  protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo of, int number) {
    String text = text(info, number);
    return text.substring(text.indexOf(": ") + 2);
  }

  @Override
  protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo of, int number) {
    String text = text(info, number);
    return text.substring(0, text.indexOf(": "));
  }

  private static Method method(String name) {
    for (Method method : RecordSplitMXBean.class.getMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static String text(Method method) {
    Described words = method.getAnnotation(Described.class);
    return words == null ? method.getName() : words.value();
  }

  private static String text(MBeanOperationInfo info, int parameter) {
    for (Annotation each : method(info.getName()).getParameterAnnotations()[parameter]) {
      if (each instanceof Described) {
        return ((Described) each).value();
      }
    }
    throw new IllegalArgumentException(info.getName());
  }
}
