using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>
/// Whose cloud the machine is in, by its firmware and by what cloud-init left: no request is ever sent to the metadata address. How far its
/// answers reach (the hop limit) is a setting of the provider that a machine does not see.
/// </summary>
internal static class CloudFacts
{
    private const string InstanceData = "/run/cloud-init/instance-data.json";

    /// <summary>Fills <c>cloud</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var provider = ByInstanceData(machine) ?? ByFirmware(machine);
        if (provider is null)
        {
            // The firmware of a machine of one's own names no cloud; without /sys nothing is known.
            if (machine.Root.Status("/sys/class/dmi/id/sys_vendor").Value is null)
            {
                draft.Unknown("cloud", "/sys/class/dmi/id/sys_vendor: it is not there, and cloud-init has left nothing");
            }

            return;
        }

        draft.Facts["cloud"] = new JsonObject { ["provider"] = provider };
        var command = provider switch
        {
            "aws" => "aws ec2 describe-instances --query 'Reservations[].Instances[].[MetadataOptions,IamInstanceProfile]'",
            "gcp" => "gcloud compute instances describe NAME --format 'value(serviceAccounts,metadata)'",
            "azure" => "az vm identity show --name NAME --resource-group GROUP",
            _ => "the provider's own console",
        };
        draft.Unknown("cloud.metadataHopLimit", $"a machine cannot see it: {command}");
        draft.Unknown("cloud.hasIdentity", $"nothing on the machine says so: {command}");
    }

    private static string? ByInstanceData(Machine machine)
    {
        if (!machine.Root.Read(InstanceData).Found(out var bytes))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("v1", out var v1) && v1.ValueKind == JsonValueKind.Object
                && v1.TryGetProperty("cloud_name", out var name) && name.ValueKind == JsonValueKind.String
                ? Known(name.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            // The firmware is asked next; what cloud-init left is only a hint.
            return null;
        }
    }

    private static string Known(string name) => name switch
    {
        "aws" or "azure" => name,
        "gce" => "gcp",
        _ => name.ToLowerInvariant(),
    };

    // /sys/class/dmi/id/sys_vendor as the providers document it.
    private static string? ByFirmware(Machine machine) => machine.Root.Text("/sys/class/dmi/id/sys_vendor").Value?.Trim() switch
    {
        "Amazon EC2" => "aws",
        "Google" => "gcp",
        "Microsoft Corporation" when machine.Root.Text("/sys/class/dmi/id/chassis_asset_tag").Value?.Trim() == "7783-7084-3265-9085-8269-3286-77" => "azure",
        "DigitalOcean" => "digitalocean",
        "Hetzner" => "hetzner",
        "OpenStack Foundation" => "openstack",
        "Alibaba Cloud" => "alibaba",
        _ => null,
    };
}
