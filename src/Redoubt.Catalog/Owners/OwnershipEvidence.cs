using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Owners;

/// <summary>Who answers for what is there, as evidence of kind <c>Ownership</c>: one for each layer, team and namespace, told at the first object.</summary>
public static class OwnershipEvidence
{
    /// <summary>What the controls of ownership say.</summary>
    /// <param name="all">Who answers for the objects of a platform.</param>
    /// <param name="judge">A judge for these controls.</param>
    public static Judgement Judge(IReadOnlyList<Ownership> all, PlatformJudge judge)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(judge);
        var evidence = new RunEvidence(EvidenceKinds.Ownership);
        foreach (var one in all)
        {
            var first = one.Objects[0];
            var place = first.PlaceOf(first.Mention);
            var where = one.Namespace.Length > 0 ? $" of namespace {one.Namespace}" : "";
            evidence.Add($"{one.Layer.Name()}{where}", new Location(place.File, place.Line, place.Column, ""), json =>
            {
                json.WriteString("layer", one.Layer.Name());
                json.WriteString("team", one.Team);
                json.WriteNumber("objects", one.Objects.Count);
                json.WriteString("first", Subject.NameOf(first).ToString());
            });
        }

        return evidence.Judge(judge);
    }
}
