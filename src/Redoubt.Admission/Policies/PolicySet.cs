using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>The admission policies and bindings among documents.</summary>
/// <param name="Policies">The policies, rule by rule, with their expansions to pod controllers.</param>
/// <param name="Bindings">The bindings.</param>
/// <param name="Problems">What is wrong with them. A policy with a problem is still here: what it asks is not dropped.</param>
public sealed record PolicySet(
    ImmutableArray<AdmissionPolicy> Policies, ImmutableArray<PolicyBinding> Bindings, ImmutableArray<FilePlace> Problems)
{
    /// <summary>Whether a document is a policy or binding that <see cref="Read"/> reads.</summary>
    /// <param name="document">The document.</param>
    public static bool IsPolicy(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return (document.Group, document.Kind) is
            ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy" or "ValidatingAdmissionPolicyBinding")
            or ("admissionregistration.k8s.io", "MutatingAdmissionPolicy" or "MutatingAdmissionPolicyBinding")
            or ("policies.kyverno.io", "ValidatingPolicy" or "MutatingPolicy" or "NamespacedValidatingPolicy" or "NamespacedMutatingPolicy")
            or ("kyverno.io", "ClusterPolicy" or "Policy");
    }

    /// <summary>Reads all policies and bindings; other documents are passed over.</summary>
    /// <param name="documents">The documents.</param>
    public static PolicySet Read(IEnumerable<Document> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var problems = new List<FilePlace>();
        var policies = new List<AdmissionPolicy>();
        var bindings = new List<PolicyBinding>();
        foreach (var document in documents.Where(IsPolicy))
        {
            // Of its own policies the server says what is wrong; how they are read needs no words of ours.
            problems.AddRange(ServerRules.Problems(document));
            var reader = new FieldReader(document.Origin.File, document.Root, ServerRules.Apply(document) ? [] : problems);
            switch (document.Kind)
            {
                case "ValidatingAdmissionPolicyBinding" or "MutatingAdmissionPolicyBinding":
                    bindings.Add(BindingFile.Read(document, reader));
                    break;
                case "ClusterPolicy" or "Policy":
                    policies.AddRange(ClusterPolicyFile.Read(document, reader));
                    break;
                default:
                    policies.AddRange(PodControllers.WithExpansions(PolicyFile.Read(document, reader), reader));
                    break;
            }
        }

        return new PolicySet([.. policies], [.. bindings], [.. problems]);
    }
}
