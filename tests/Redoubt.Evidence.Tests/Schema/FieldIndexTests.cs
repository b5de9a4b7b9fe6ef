using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Tests.Schema;

public sealed class FieldIndexTests
{
    private static readonly FieldIndex Index = FieldIndex.Default;

    [Theory]
    [InlineData("apps/v1", "Deployment", "deployments", true, "V1Deployment")]
    [InlineData("v1", "Pod", "pods", true, "V1Pod")]
    [InlineData("v1", "Node", "nodes", false, "V1Node")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false, "V1ClusterRole")]
    [InlineData("networking.k8s.io/v1", "Ingress", "ingresses", true, "V1Ingress")]
    [InlineData("networking.k8s.io/v1beta1", "Ingress", "ingresses", true, "V1beta1Ingress")]
    [InlineData("extensions/v1beta1", "Deployment", "deployments", true, "V1Deployment")]
    [InlineData("batch/v1beta1", "CronJob", "cronjobs", true, "V1CronJob")]
    [InlineData("policy/v1beta1", "PodSecurityPolicy", "podsecuritypolicies", false, "V1beta1PodSecurityPolicy")]
    [InlineData("resource.k8s.io/v1", "ResourceClaim", "resourceclaims", true, "Resourcev1ResourceClaim")]
    [InlineData("v1", "Binding", "bindings", true, "V1Binding")]
    [InlineData("autoscaling/v2beta1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true, null)]
    public void A_kind_is_known_by_its_api_version(string apiVersion, string kind, string plural, bool namespaced, string? type)
    {
        Assert.True(Index.TryKind(apiVersion, kind, out var info));
        Assert.Equal((plural, namespaced, type), (info.Plural, info.Namespaced, info.TypeName));
    }

    [Theory]
    [InlineData("Ingress", "networking.k8s.io/v1")]
    [InlineData("HorizontalPodAutoscaler", "autoscaling/v2")]
    [InlineData("Event", "v1")]
    [InlineData("PodSecurityPolicy", "policy/v1beta1")]
    [InlineData("MutatingAdmissionPolicy", "admissionregistration.k8s.io/v1")]
    public void Without_a_version_the_newest_is_taken(string kind, string apiVersion)
    {
        Assert.True(Index.TryKind(null, null, kind, out var info));
        Assert.Equal(apiVersion, info.ApiVersion);
    }

    [Theory]
    [InlineData("extensions/v1beta1", "Deployment", 15, true)]
    [InlineData("extensions/v1beta1", "Deployment", 16, false)]
    [InlineData("batch/v1", "CronJob", 20, false)]
    [InlineData("batch/v1", "CronJob", 21, true)]
    [InlineData("policy/v1beta1", "PodSecurityPolicy", 25, false)]
    [InlineData("v1", "Endpoints", 37, true)]
    public void A_version_is_served_from_one_release_to_another(string apiVersion, string kind, int minor, bool served)
    {
        Assert.True(Index.TryKind(apiVersion, kind, out var info));
        Assert.Equal(served, info.Served.At(minor));
    }

    [Theory]
    [InlineData("V1PodSpec", "containers", "list(V1Container)", true, "name")]
    [InlineData("V1Container", "ports", "list(V1ContainerPort)", false, "containerPort protocol")]
    [InlineData("V1Container", "name", "string", true, "")]
    [InlineData("V1PodSpec", "tolerations", "list(V1Toleration)", false, "")]
    [InlineData("V1PodSpec", "hostUsers", "bool", false, "")]
    [InlineData("V1PodSpec", "hostnameOverride", "string", false, "")]
    [InlineData("V1ResourceRequirements", "limits", "map(quantity)", false, "")]
    [InlineData("V1Secret", "data", "map(bytes)", false, "")]
    [InlineData("V1ServicePort", "targetPort", "int-or-string", false, "")]
    [InlineData("V1ObjectMeta", "creationTimestamp", "time", false, "")]
    [InlineData("V1CustomResourceDefinitionVersion", "served", "bool", true, "")]
    [InlineData("V1JSONSchemaProps", "default", "any", false, "")]
    public void A_field_has_a_type_and_may_be_required_and_have_keys(string type, string field, string expected, bool required, string keys)
    {
        Assert.True(Index.Type(type)!.TryField(field, out var info));
        Assert.Equal((expected, required, keys), (info.Type.ToString(), info.Required, string.Join(' ', info.Keys)));
    }

    [Theory]
    [InlineData("V1PodSpec", "Containers")]
    [InlineData("V1PodSpec", "container")]
    [InlineData("V1PodSpec", "")]
    public void Another_name_or_case_is_no_field(string type, string field) => Assert.False(Index.Type(type)!.TryField(field, out _));

    [Fact]
    public void An_unknown_name_is_no_type_and_no_kind()
    {
        Assert.Null(Index.Type("V1Nothing"));
        Assert.False(Index.TryKind("apps/v2", "Deployment", out _));
        Assert.True(Index.KindsNamed("Nothing").IsEmpty);
    }

    [Fact]
    public void Every_type_that_is_named_exists()
    {
        var types = Index.TypeNames.Select(n => Index.Type(n)!).ToList();
        Assert.All(types.SelectMany(t => t.Fields.ToArray()), f => Assert.NotEqual("", f.Type.ToString()));
        Assert.All(Index.Kinds.Where(k => k.TypeName is not null), k => Assert.NotNull(k.Type));
    }

    [Fact]
    public void Every_field_that_the_supplement_names_exists()
    {
        var supplement = SchemaText.Load("schema/supplement.txt");
        foreach (var words in supplement.Headers("required ").Select(l => l.Split(' ')))
        {
            Assert.All(words[1..], field => Assert.True(Index.Type(words[0])!.TryField(field, out _), $"{words[0]}.{field}"));
        }

        foreach (var words in supplement.Headers("keys ").Select(l => l.Split(' ', '.')))
        {
            Assert.True(Index.Type(words[0])!.TryField(words[1], out var list), $"{words[0]}.{words[1]}");
            Assert.All(words[2..], key => Assert.True(list.Type.Element!.Object!.TryField(key, out _), $"{words[0]}.{words[1]} {key}"));
        }
    }

    [Fact]
    public void No_field_is_told_twice() => Assert.All(Index.TypeNames.Select(n => Index.Type(n)!), type =>
        Assert.Equal(type.Fields.Length, type.Fields.ToArray().Select(f => f.Name).Distinct().Count()));

    [Fact]
    public void Every_kind_of_the_models_says_since_when_it_is_served()
    {
        foreach (var line in SchemaText.Load("schema/fields.txt").Block("kinds"))
        {
            var words = System.Text.Encoding.UTF8.GetString(line).Split(' ');
            Assert.True(Index.TryKind(words[0], words[1], out var kind) && kind.TypeName == words[4], string.Join(' ', words));
        }
    }

    [Theory]
    [InlineData("schema/fields.txt")]
    [InlineData("schema/supplement.txt")]
    [InlineData("schema/evidence.txt")]
    public void Blocks_are_sorted(string resource)
    {
        var headers = SchemaText.Load(resource).Headers("").ToList();
        Assert.Equal(headers.Order(StringComparer.Ordinal), headers);
    }

    [Fact]
    public void What_a_model_cannot_leave_out_is_required()
    {
        var stable = Index.TypeNames.Where(n => !n.Contains("alpha", StringComparison.Ordinal) && !n.Contains("beta", StringComparison.Ordinal));
        var missing = from name in stable
                      from property in typeof(V1Pod).Assembly.GetType("k8s.Models." + name)?.GetProperties() ?? []
                      where property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null
                      let field = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
                      where field is not null && Index.Type(name)!.TryField(field, out var info) && !info.Required
                      select $"{name}.{field}";
        Assert.Empty(missing);
    }
}
