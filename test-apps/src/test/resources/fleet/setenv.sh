CATALINA_OPTS="$CATALINA_OPTS -javaagent:/opt/recordsplit/recordsplit-agent.jar=rules=/etc/recordsplit/rules"
