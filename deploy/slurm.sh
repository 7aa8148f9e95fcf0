#!/bin/sh
# Makes the targets of a workspace in eight array tasks, then merges:
#   sbatch deploy/slurm.sh WORKSPACE TARGET...
#SBATCH --job-name=hongtou
#SBATCH --array=0-7
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=02:00:00
set -eu
workspace=$1
shift
if [ "${HONGTOU_MERGE:-}" = 1 ]; then
  exec hongtou verify --merge "$workspace/out"
fi
# The first task submits the merge, which waits for all of the array. A task that was torn
# from its node and starts again finds it there.
merge=hongtou-merge-$SLURM_ARRAY_JOB_ID
if [ "$SLURM_ARRAY_TASK_ID" = "$SLURM_ARRAY_TASK_MIN" ] && [ -z "$(squeue --noheader --name="$merge")" ]; then
  sbatch --array=0 --job-name="$merge" --dependency="afterok:$SLURM_ARRAY_JOB_ID" \
    --export=ALL,HONGTOU_MERGE=1 "$0" "$workspace" "$@"
fi
exec hongtou -w "$workspace" -q run "$@" --workers "${SLURM_CPUS_PER_TASK:-1}" --shard auto
