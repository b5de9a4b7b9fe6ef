{{- define "redoubt.labels" -}}
app.kubernetes.io/name: redoubt
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "redoubt.name" -}}
{{ printf "%s-%s" .root.Release.Name .part | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "redoubt.image" -}}
{{ required "image: say which image, as --set image=REGISTRY/redoubt@sha256:…; deploy/README.md says how it is built" .Values.image }}
{{- end }}

{{- define "redoubt.container" -}}
image: {{ include "redoubt.image" . | quote }}
imagePullPolicy: {{ .Values.imagePullPolicy }}
{{- end }}
