package shop

import (
	"context"
	"crypto/rand"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

// OnAWS is the shop of a Lambda function's environment: TABLE names the table,
// TOPIC is the topic's ARN.
func OnAWS() *Shop {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	return &Shop{
		Table: dynamodb.NewFromConfig(cfg), TableName: os.Getenv("TABLE"),
		Topic: sns.NewFromConfig(cfg), TopicARN: os.Getenv("TOPIC"),
		NewID: rand.Text,
	}
}
